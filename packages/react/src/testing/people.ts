export const PEOPLE = [
  'Ada Lovelace',
  'Grace Hopper',
  'Alan Turing',
  'Katherine Johnson',
  'Hedy Lamarr',
  'Edsger Dijkstra',
  'Radia Perlman',
];
