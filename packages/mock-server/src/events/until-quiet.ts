import { systemClock } from '@pulse-io/server';
import type { MockEvents } from './mock-events.js';

/** As long as an answer over a local socket takes. */
const QUIET_MS = 3;
/** Whoever never stops talking is not waited for. */
const ROUNDS = 50;

/** Waits, if something has happened since it was last called, until nothing happens for a moment of real time. */
export function untilQuiet(events: MockEvents): () => Promise<void> {
  let happened = 0;
  let seen = 0;
  events.subscribe(() => happened++);
  return async () => {
    for (let round = 0; round < ROUNDS && happened !== seen; round++) {
      seen = happened;
      await new Promise<void>((resolve) => void systemClock.setTimeout(resolve, QUIET_MS));
    }
  };
}
