import { Failure } from './failure.js';
import { show } from './shorten.js';

const EVERY_MS = 15;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads again until it holds: for what a server does off the request. Fails with what came last. */
export async function eventually<T>(
  waitMs: number,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  expected: string,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (performance.now() - begun > waitMs) {
      throw new Failure(`expected ${expected} within ${waitMs / 1000} s, came ${show(value)}`);
    }
    await pause(EVERY_MS);
  }
}
