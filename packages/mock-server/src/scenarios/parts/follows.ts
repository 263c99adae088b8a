import { type PersonId, personOf, type Who } from '../people/people.js';
import type { Lane, Part } from '../scenario.js';
import type { Users } from './users.js';

/** One lane: a follow copies the newest posts of whom it follows. */
export const followLane = (source: string, target: string): Lane => ({
  stage: 'follow',
  calls: 1,
  run: (seeder) => seeder.follow(source, target),
});

/** Somebody's timeline follows these people's posts. */
export function follows(who: Who, whom: readonly Who[] | Users): Part {
  const { id } = personOf(who);
  const targets = [...whom].map((one) => personOf(one as PersonId).id).filter((target) => target !== id);
  return { plan: () => targets.map((target) => followLane(`timeline:${id}`, `user:${target}`)) };
}
