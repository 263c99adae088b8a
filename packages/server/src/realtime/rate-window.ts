const WINDOW_MS = 1_000;

/** Counts what happens within a second, from the first of it. */
export class RateWindow {
  readonly #max: number;
  #startedAt = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** False when this one is too many. */
  take(now: number): boolean {
    if (now - this.#startedAt >= WINDOW_MS) {
      this.#startedAt = now;
      this.#count = 0;
    }
    return ++this.#count <= this.#max;
  }
}
