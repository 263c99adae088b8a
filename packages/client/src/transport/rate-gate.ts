import type { PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import { sleep, within } from '../lib/deadline.js';

/** After a 429 that does not say for how long. */
const DEFAULT_MS = 1_000;
/** What waited starts within this time, not all at once; the same holds between clients. */
const SPREAD_MS = 1_000;

/** However much a server asks for, after that it is asked again. */
export const LONGEST_WAIT_MS = 60_000;

export interface RateGateDeps {
  readonly clock: Clock;
  random(): number;
}

/**
 * Holds the calls of a client back while the server limits them. When its time is over one call goes first; unless it
 * is limited again, which begins another wait, the others follow.
 *
 * ```
 *   open ──429──▶ closed ──time over──▶ probing ──answered──▶ open
 *                    ▲                     │
 *                    └─────────429─────────┘
 * ```
 */
export class RateGate {
  readonly #deps: RateGateDeps;
  #until: number | null = null;
  #probe: Promise<unknown> | null = null;
  #closings = 0;
  #error: unknown;

  constructor(deps: RateGateDeps) {
    this.#deps = deps;
  }

  /**
   * Runs `work` when it may start. Rejects with the server's `rate_limited` when the gate closes anew in the meantime,
   * and at once when the caller is not patient.
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, patient = true): Promise<T> {
    const { clock } = this.#deps;
    const closings = this.#closings;
    while (this.#until !== null) {
      const now = clock.now();
      if (this.#until > now + LONGEST_WAIT_MS + SPREAD_MS) this.#until = now;
      const wait = this.#until - now;
      const waits = wait > 0 || this.#probe !== null;
      if (this.#closings !== closings || (waits && !patient)) throw this.#error;
      if (wait > 0) await sleep(clock, wait, signal);
      else if (this.#probe) await this.#followProbe(this.#probe, signal);
      else return this.#goFirst(work, signal);
    }
    return this.#try(work);
  }

  async #try<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { code, retryAfterMs = DEFAULT_MS } = error as PulseError;
      if (code === 'rate_limited') this.#close(Math.min(retryAfterMs, LONGEST_WAIT_MS), error);
      throw error;
    }
  }

  #close(ms: number, error: unknown): void {
    const { clock, random } = this.#deps;
    const now = clock.now();
    if (this.#until === null || this.#until <= now) this.#closings++;
    this.#until = Math.max(this.#until ?? 0, now + ms + random() * SPREAD_MS);
    this.#error = error;
  }

  #goFirst<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const closings = this.#closings;
    const done = this.#try(work);
    this.#probe = done
      .catch(() => {})
      .then(() => {
        this.#probe = null;
        // One that was aborted has found out nothing.
        if (closings === this.#closings && !signal.aborted) this.#until = null;
      });
    return done;
  }

  async #followProbe(probe: Promise<unknown>, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#deps;
    await within({ clock, signals: [signal] }, () => probe);
    if (this.#until === null) await sleep(clock, random() * SPREAD_MS, signal);
  }
}
