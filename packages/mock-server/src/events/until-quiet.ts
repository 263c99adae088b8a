import { systemClock } from '@pulse-io/server';
import type { MockEvents } from './mock-events.js';

/** Turns of the event loop in which nothing happens, before all counts as having arrived. */
const TURNS = 8;
/** What is not answered after so many rounds of silence waits for the clock, or will never be answered. */
const PARKED_ROUNDS = 6;
/** Whoever never stops talking is not waited for. */
const ROUNDS = 200;

/** What is hashed takes its turn behind the tokens that wait to be checked. */
const NOTHING = new Uint8Array();

/**
 * Waits, if something has happened since it was last called, until nothing does and `pending` questions are answered. It
 * counts turns and not time: on a busy machine both sides are slower.
 */
export function untilQuiet(events: MockEvents, pending: () => number): () => Promise<void> {
  let happened = 0;
  let seen = 0;
  events.subscribe(() => happened++);
  return async () => {
    let silent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const moved = happened !== seen;
      silent = moved ? 0 : silent + 1;
      if (!moved && (pending() === 0 || silent > PARKED_ROUNDS)) return;
      seen = happened;
      for (let turn = 0; turn < TURNS; turn++) await nextTurn();
      await crypto.subtle.digest('SHA-256', NOTHING);
    }
  };
}

const nextTurn = () => new Promise<void>((resolve) => void systemClock.setTimeout(resolve, 1));
