import type { Source } from './source.js';

/** One value in memory. */
export class Value<T> implements Source<T> {
  readonly first: T;
  readonly #listeners = new Set<() => void>();
  #now: T;

  constructor(first: T) {
    this.first = first;
    this.#now = first;
  }

  readonly getSnapshot = (): T => this.#now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(next: T): void {
    if (Object.is(next, this.#now)) return;
    this.#now = next;
    for (const listener of [...this.#listeners]) listener();
  }
}
