import { feed } from '../parts/feed.js';
import { follows } from '../parts/follows.js';
import { users } from '../parts/users.js';
import { PEOPLE } from '../people/people.js';
import type { Part } from '../scenario.js';

const COUNT = 20;
const everybody = users(COUNT);
/** Each follows so many who come next in the list. */
const FOLLOWED = 7;

/** The first ones post twice as much. */
const POSTING = 8;

const circle = [...everybody].map((who, at, all) =>
  follows(
    who,
    Array.from({ length: FOLLOWED }, (_, step) => all[(at + 1 + step * 2) % all.length] ?? who),
  ),
);

export const SOCIAL: readonly Part[] = [
  everybody,
  ...PEOPLE.slice(0, COUNT).map(({ id }, at) => feed(`user:${id}`).posts(at < POSTING ? 4 : 2)),
  ...circle,
];
