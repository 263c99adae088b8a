import { Emitter } from './emitter.js';
import type { Logger } from './logger.js';

/** Observable state, in the shape that React's `useSyncExternalStore` takes; both members may be passed unbound. */
export interface ReadableState<T> {
  /** The present snapshot: immutable, and the same object until something changes. */
  readonly getSnapshot: () => T;
  /** Calls the listener after every change; returns the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** State in memory. */
export class Store<T> implements ReadableState<T> {
  #snapshot: T;
  #compute: (() => T) | null = null;
  readonly #events: Emitter<{ change: [] }>;

  constructor(first: T, logger: Logger) {
    this.#snapshot = first;
    this.#events = new Emitter(logger);
  }

  readonly getSnapshot = (): T => {
    const compute = this.#compute;
    if (compute) {
      this.#compute = null;
      this.#snapshot = compute();
    }
    return this.#snapshot;
  };

  readonly subscribe = (listener: () => void): (() => void) => this.#events.on('change', listener);

  set(next: T): void {
    if (Object.is(next, this.getSnapshot())) return;
    this.#snapshot = next;
    this.#events.emit('change');
  }

  /** Something changed: the next reader computes the snapshot, so that changes which nobody reads cost nothing. */
  invalidate(compute: () => T): void {
    this.#compute = compute;
    this.#events.emit('change');
  }
}
