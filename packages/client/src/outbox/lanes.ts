import type { PulseError } from '../errors.js';
import { type Backoff, fullJitter } from '../lib/backoff.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/deadline.js';
import type { OutboxEntry } from './outbox-entry.js';

/** Between two tries of a lane, each of which repeats its call already. */
const BACKOFF: Backoff = { baseMs: 1_000, capMs: 30_000 };

export interface LanesDeps {
  readonly clock: Clock;
  random(): number;
  /** The oldest entry of each lane that is to be sent. */
  heads(): Map<string, OutboxEntry>;
  /** Sends one; answers why it stays, or null when it left the lane. */
  send(entry: OutboxEntry): Promise<PulseError | null>;
}

/**
 * Every lane sends its entries one by one until none is left. A lane whose entry has to be sent again waits with it,
 * unless there is no use in that, such as without a token: then the next `run()` goes on.
 */
export class Lanes {
  /** What is under way, by lane. */
  readonly running = new Map<string, Promise<void>>();
  readonly #deps: LanesDeps;
  /** Ends the waiting of every lane. */
  #waking = new AbortController();
  #closed = false;

  constructor(deps: LanesDeps) {
    this.#deps = deps;
  }

  /** There may be something to send. */
  run(): void {
    for (const lane of this.#deps.heads().keys()) {
      if (!this.running.has(lane) && !this.#closed) this.running.set(lane, this.#drain(lane));
    }
  }

  /** Ends the waiting of every lane. */
  wake(): void {
    this.#waking.abort();
    this.#waking = new AbortController();
  }

  close(): void {
    this.#closed = true;
    this.wake();
  }

  async #drain(lane: string): Promise<void> {
    const { clock, random, heads, send } = this.#deps;
    for (let attempt = 0, entry = heads().get(lane); entry && !this.#closed; entry = heads().get(lane)) {
      const error = await send(entry);
      if (!error) attempt = 0;
      else if (!error.retryable) break;
      else {
        const delay = (error.retryAfterMs ?? 0) + fullJitter(attempt++, BACKOFF, random);
        await sleep(clock, delay, this.#waking.signal).catch(() => {});
      }
    }
    this.running.delete(lane);
  }
}
