import { PEOPLE, type Person, personOf, type Who } from '../people/people.js';
import type { Lane, Part, SeedContext } from '../scenario.js';

/** People who take part: a part of a scenario, and members of its channels. */
export interface Users extends Part, Iterable<Person> {
  readonly brings: readonly Person[];
}

const DAY_MS = 86_400_000;
/** They joined in some week before the first posts. */
const JOINED = { fromDays: 20, days: 60 };

/**
 * People: the first so many of the package's list, after which come `user-29` and on, or those whom you name. Each has a first activity
 * that tells name and picture (verb `join`), and a timeline that shows their own posts.
 */
export function users(count: number): Users;
export function users(...who: Who[]): Users;
export function users(...input: [number] | Who[]): Users {
  const [first] = input;
  const brings = typeof first === 'number' ? firstPeople(first) : (input as Who[]).map(personOf);
  return {
    brings,
    [Symbol.iterator]: () => brings[Symbol.iterator](),
    plan: (context) => brings.flatMap((one) => planPerson(one, context)),
  };
}

const firstPeople = (count: number): Person[] =>
  Array.from({ length: count }, (_, at) => PEOPLE[at] ?? personOf(`user-${at + 1}`));

function planPerson(who: Person, context: SeedContext): Lane[] {
  const { id, name, place, title } = who;
  const feed = `user:${id}`;
  const daysAgo = JOINED.fromDays + JOINED.days * context.random(`joined ${id}`).next();
  const known = PEOPLE.some((one) => one.id === id);
  const join = {
    id: context.id(feed, 0, 'join'),
    ...{ actor: feed, verb: 'join', object: 'app:pulse', text: `${name} joined.` },
    time: new Date(Math.round(context.now - daysAgo * DAY_MS)).toISOString(),
    custom: {
      name,
      ...(place === undefined ? {} : { place }),
      ...(title === undefined ? {} : { title }),
      ...(known ? { imageUrl: context.pictureUrl(`avatar-${id}`) } : {}),
    },
  };
  return [
    { stage: 'write', calls: 1, run: (seeder) => seeder.addActivity(feed, join) },
    { stage: 'follow', calls: 1, run: (seeder) => seeder.follow(`timeline:${id}`, feed) },
  ];
}
