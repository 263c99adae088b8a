import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.js';

export interface FakeClock extends Clock {
  /** Moves time on, runs every timer that comes due in its order, and lets what they started settle. */
  advance(ms: number): Promise<void>;
}

/** Real timers count in 32 bits. */
const LONGEST_MS = 2 ** 31 - 1;
/** Turns of the event loop given to promises between two timers; storage in memory needs no more. */
const TURNS = 3;

/** Lets promises and immediate callbacks settle, without time going by on a fake clock. */
export async function settle(turns = TURNS): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate();
}

/** A clock that stands still until it is moved. */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  const nextDue = (until: number) => {
    let next: { at: number; callback: () => void } | undefined;
    for (const timer of timers) if (timer.at <= until && (!next || timer.at < next.at)) next = timer;
    return next;
  };
  return {
    now: () => now,
    setTimeout(callback, ms) {
      if (ms > LONGEST_MS) throw new RangeError(`A timer of ${ms} ms would fire at once.`);
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = until;
    },
  };
}
