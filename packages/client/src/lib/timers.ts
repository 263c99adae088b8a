import type { Clock } from './clock.js';

/** One timer for each key. */
export class Timers {
  readonly #clock: Clock;
  readonly #timers = new Map<string | number, unknown>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(key: string | number): boolean {
    return this.#timers.has(key);
  }

  /** Instead of the one that the key has. */
  set(key: string | number, ms: number, run: () => void): void {
    this.end(key);
    const end = () => {
      this.#timers.delete(key);
      run();
    };
    this.#timers.set(key, this.#clock.setTimeout(end, ms));
  }

  end(key: string | number): void {
    this.#clock.clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  endAll(): void {
    for (const key of this.#timers.keys()) this.end(key);
  }
}
