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
  /** Before each turn. Rejects when there is nothing to send with. */
  prepare(): Promise<void>;
  /** Runs `work` in this client's turn. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** Sends one; answers why it has to be sent again, or null when it left the lane. */
  send(entry: OutboxEntry): Promise<PulseError | null>;
}

/**
 * Who sends when: this client takes a turn, in which every lane sends its entries one by one until none is left. A
 * lane whose entry has to be sent again waits with it, unless there is no token: that ends the turn, and the next
 * `run()` begins another.
 */
export class Lanes {
  /** True while no other peer can be sending. */
  hasTurn = false;
  readonly #deps: LanesDeps;
  readonly #running = new Set<string>();
  /** Ends the waiting of every lane. */
  #waking = new AbortController();
  #busy = false;
  #again = false;
  #closed = false;
  #endTurn = () => {};

  constructor(deps: LanesDeps) {
    this.#deps = deps;
  }

  /** There may be something to send. */
  run(): void {
    this.#again = true;
    if (this.hasTurn) this.#start();
    else if (!this.#busy) void this.#take();
  }

  /** Ends the waiting of every lane. */
  wake(): void {
    this.#waking.abort();
    this.#waking = new AbortController();
    this.run();
  }

  close(): void {
    this.#closed = true;
    this.wake();
    if (this.hasTurn && this.#running.size === 0) this.#endTurn();
  }

  async #take(): Promise<void> {
    this.#busy = true;
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#deps.prepare();
        if (this.#deps.heads().size > 0) await this.#deps.exclusively(() => this.#turn());
      } catch {
        // The next run() tries again; what is to be told was told by prepare.
      }
    }
    this.#busy = false;
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.hasTurn = true;
      this.#endTurn = () => {
        this.hasTurn = false;
        resolve();
      };
      this.#start();
      if (this.#running.size === 0) this.#endTurn();
    });
  }

  #start(): void {
    if (this.#closed) return;
    for (const lane of this.#deps.heads().keys()) if (!this.#running.has(lane)) void this.#drain(lane);
  }

  async #drain(lane: string): Promise<void> {
    const { clock, random, heads, send } = this.#deps;
    this.#running.add(lane);
    for (let attempt = 0, entry = heads().get(lane); entry && !this.#closed; entry = heads().get(lane)) {
      const error = await send(entry);
      if (error?.code === 'token_provider_failed') break;
      if (error) {
        const delay = (error.retryAfterMs ?? 0) + fullJitter(attempt++, BACKOFF, random);
        await sleep(clock, delay, this.#waking.signal).catch(() => {});
      } else attempt = 0;
    }
    this.#running.delete(lane);
    if (this.#running.size === 0) this.#endTurn();
  }
}
