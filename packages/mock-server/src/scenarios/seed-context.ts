import { fixedId } from './fixed-id.js';
import { PEOPLE } from './people/people.js';
import { createRandom } from './random.js';
import type { Part, SeedContext } from './scenario.js';

export interface SeedContextOptions {
  randomSeed: number;
  now: number;
  baseUrl: string;
}

/** Who takes part where no `users()` says it. */
const SMALL_CAST = 8;

/** What the parts of a scenario make their data of. */
export function createSeedContext(parts: readonly Part[], options: SeedContextOptions): SeedContext {
  const { randomSeed, now, baseUrl } = options;
  const brought = new Map(parts.flatMap(({ brings = [] }) => brings.map((one) => [one.id, one])));
  const used = new Set<object>();
  return {
    now,
    cast: brought.size > 0 ? [...brought.values()] : PEOPLE.slice(0, SMALL_CAST),
    random: (name) => createRandom(`${randomSeed} ${name}`),
    id: (where, place, what) => fixedId(JSON.stringify([randomSeed, where, place, what]), place),
    pictureUrl: (name) => new URL(`/__mock/pictures/${name}.svg`, baseUrl).href,
    claim: (thing) => !used.has(thing) && used.add(thing) !== undefined,
  };
}
