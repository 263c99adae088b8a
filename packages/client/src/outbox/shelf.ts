import type { Clock } from '../lib/clock.js';
import { within } from '../lib/deadline.js';
import type { Logger } from '../lib/logger.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { OutboxPeers, OutboxStore } from './outbox-store.js';

/** Stores that hang are known; a write does not wait longer for one. */
const STORE_MS = 3_000;

export interface ShelfDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The outbox's hold on its store: one operation after another, and memory alone from the first that fails. */
export class Shelf {
  /** From the first operation that failed. */
  failed = false;
  readonly #deps: ShelfDeps;
  #store: OutboxStore | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: ShelfDeps) {
    this.#deps = deps;
  }

  get peers(): OutboxPeers | undefined {
    return this.#store?.peers;
  }

  open(make: () => OutboxStore): void {
    try {
      this.#store = make();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Undefined when there is nothing that could be read. */
  load(): Promise<OutboxEntry[] | undefined> {
    return this.#do((store) => store.load());
  }

  /** True when it is stored. */
  put(entry: OutboxEntry): Promise<boolean | undefined> {
    return this.#do((store) => store.put(entry).then(() => true));
  }

  /** Tried even when the store is full. */
  delete(id: string): void {
    void this.#do((store) => store.delete(id), true);
  }

  /** Resolves when everything so far is done. */
  get idle(): Promise<unknown> {
    return this.#last;
  }

  close(): void {
    void this.#last.then(() => this.#store?.close());
  }

  #do<T>(work: (store: OutboxStore) => Promise<T>, always = false): Promise<T | undefined> {
    const store = this.#store;
    if (!store) return Promise.resolve(undefined);
    const done = this.#last.then(async () => {
      if (this.failed && !always) return undefined;
      try {
        return await within({ clock: this.#deps.clock, timeoutMs: STORE_MS }, () => work(store));
      } catch (error) {
        this.#fail(error);
        return undefined;
      }
    });
    this.#last = done;
    return done;
  }

  #fail(error: unknown): void {
    if (!this.failed) this.#deps.logger.warn('Pulse: unsent writes cannot be stored and live in memory only.', error);
    this.failed = true;
  }
}
