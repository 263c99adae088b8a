/** Somebody in seed data. */
export interface Person {
  /** The identity: a handle. */
  readonly id: string;
  readonly name: string;
  /** Where they live. */
  readonly place?: string;
  /** What they do. */
  readonly title?: string;
  /** What they write in beside English: language codes of texts. */
  readonly languages?: readonly string[];
}

/** The people of the scenarios; the first eight are who is seen most. */
export const PEOPLE = [
  { id: 'maya', name: 'Maya Okafor', place: 'Lagos', title: 'Product lead', languages: ['fr'] },
  { id: 'leo', name: 'Leo Martins', place: 'Porto', title: 'Frontend engineer', languages: ['pt'] },
  { id: 'nora', name: 'Nora Lindqvist', place: 'Malmö', title: 'Designer', languages: ['sv'] },
  { id: 'kenji', name: 'Kenji Watanabe', place: 'Kyoto', title: 'Backend engineer', languages: ['ja'] },
  { id: 'layla', name: 'Layla Haddad', place: 'Beirut', title: 'Data scientist', languages: ['ar'] },
  { id: 'sofia', name: 'Sofía Herrera', place: 'Bogotá', title: 'Support lead', languages: ['es'] },
  { id: 'arjun', name: 'Arjun Mehta', place: 'Pune', title: 'Site reliability', languages: ['hi'] },
  { id: 'greta', name: 'Greta Baumann', place: 'Leipzig', title: 'Mobile engineer', languages: ['de'] },
  { id: 'tomasz', name: 'Tomasz Zieliński', place: 'Gdańsk', title: 'Security', languages: ['pl'] },
  { id: 'mei', name: 'Mei Chen', place: 'Taipei', title: 'Researcher', languages: ['zh'] },
  { id: 'amara', name: 'Amara Diallo', place: 'Dakar', title: 'Writer', languages: ['fr'] },
  { id: 'ewan', name: 'Ewan MacLeod', place: 'Glasgow', title: 'Community' },
  { id: 'yael', name: 'Yael Ben-David', place: 'Haifa', title: 'Illustrator', languages: ['he'] },
  { id: 'minjun', name: 'Park Min-jun', place: 'Busan', title: 'Game designer', languages: ['ko'] },
  { id: 'ines', name: 'Inès Moreau', place: 'Lyon', title: 'Photographer', languages: ['fr'] },
  { id: 'diego', name: 'Diego Fuentes', place: 'Valparaíso', title: 'Architect', languages: ['es'] },
  { id: 'anika', name: 'Anika Rahman', place: 'Dhaka', title: 'Teacher' },
  { id: 'oleksii', name: 'Oleksii Shevchuk', place: 'Lviv', title: 'Sound engineer', languages: ['uk'] },
  { id: 'freya', name: 'Freya Jónsdóttir', place: 'Reykjavík', title: 'Geologist' },
  { id: 'kwame', name: 'Kwame Mensah', place: 'Accra', title: 'Chef' },
  { id: 'linh', name: 'Nguyễn Thùy Linh', place: 'Hanoi', title: 'Product designer' },
  { id: 'elif', name: 'Elif Yıldız', place: 'İzmir', title: 'Journalist', languages: ['tr'] },
  { id: 'marco', name: 'Marco Bianchi', place: 'Torino', title: 'Cyclist and baker', languages: ['it'] },
  { id: 'hana', name: 'Hana Kealoha', place: 'Hilo', title: 'Marine biologist' },
  { id: 'zodwa', name: 'Zodwa Nkosi', place: 'Durban', title: 'Choreographer' },
  { id: 'ravi', name: 'Ravi Selvam', place: 'Chennai', title: 'Chess coach' },
  { id: 'camille', name: 'Camille Tremblay', place: 'Montréal', title: 'Luthier', languages: ['fr'] },
  { id: 'samir', name: 'Samir Benali', place: 'Tunis', title: 'Football coach', languages: ['ar', 'fr'] },
] as const satisfies readonly Person[];

/** The identity of one of the people. */
export type PersonId = (typeof PEOPLE)[number]['id'];

/** One of the people by identity, or a person of your own. */
export type Who = PersonId | Person;

/** Somebody of your own, who is in no list. */
export const person = (id: string, { name = id, ...rest }: Partial<Omit<Person, 'id'>> = {}): Person => ({
  id,
  name,
  ...rest,
});

/** The person behind an identity; somebody who is in no list is named by it. */
export function personOf(who: Who | string): Person {
  if (typeof who !== 'string') return who;
  return PEOPLE.find(({ id }) => id === who) ?? person(who);
}
