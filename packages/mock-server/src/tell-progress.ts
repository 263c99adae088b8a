import type { SeedProgress } from './seed.js';

/** What is over sooner needs no telling. */
const EVERY_MS = 1_000;

/** Writes how far a seeding has come, once a second. */
export function tellProgress(
  name: string,
  write: (line: string) => void,
  now: () => number,
): (at: SeedProgress) => void {
  let next = now() + EVERY_MS;
  return ({ done, total }) => {
    if (now() < next) return;
    next = now() + EVERY_MS;
    write(`Seeding ${name}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
  };
}
