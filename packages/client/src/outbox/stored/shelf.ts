import type { Clock } from '../../lib/clock.js';
import type { OutboxEntry } from '../outbox-entry.js';
import type { OutboxPeers, OutboxStore } from '../outbox-store.js';

/** Stores that hang are known; a write does not wait longer for one. */
const STORE_MS = 3_000;

/** The outbox's hold on its store: one operation after another, and memory alone from the first that fails. */
export class Shelf {
  /** From the first operation that failed. */
  failed = false;
  readonly peers: OutboxPeers | undefined;
  readonly #store: OutboxStore;
  readonly #clock: Clock;
  readonly #onFail: (error: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();

  /** `onFail` is called once. */
  constructor(store: OutboxStore, clock: Clock, onFail: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onFail = onFail;
    this.peers = store.peers;
  }

  /** Undefined when there is nothing that could be read. */
  load(): Promise<OutboxEntry[] | undefined> {
    return this.#do(() => this.#store.load());
  }

  /** True when it is stored. */
  put(entry: OutboxEntry): Promise<boolean | undefined> {
    return this.#do(() => this.#store.put(entry).then(() => true));
  }

  /** Tried even when the store is full. */
  delete(id: string): void {
    void this.#do(() => this.#store.delete(id), true);
  }

  /** Resolves when everything so far is done. */
  get idle(): Promise<unknown> {
    return this.#last;
  }

  close(): void {
    void this.#last.then(() => this.#store.close());
  }

  #do<T>(work: () => Promise<T>, always = false): Promise<T | undefined> {
    const done = this.#last.then(async () => {
      if (this.failed && !always) return undefined;
      try {
        return await this.#inTime(work());
      } catch (error) {
        if (!this.failed) this.#onFail(error);
        this.failed = true;
        return undefined;
      }
    });
    this.#last = done;
    return done;
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimeout(() => reject(new Error(`It did not answer in ${STORE_MS} ms.`)), STORE_MS);
      work.then(resolve, reject).finally(() => this.#clock.clearTimeout(timer));
    });
  }
}
