// Loaded beforehand: the time that loading takes is none that a manual clock knows of.
import './stored/keeper.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { OutboxMessage, OutboxStore, OutboxStoreFactory } from './outbox-store.js';

/** Microtasks that a slow operation takes. */
const SLOW = 60;
const never = <T>(): Promise<T> => new Promise(() => {});

/** One tab's end of a browser's storage. */
export interface Tab {
  readonly store: OutboxStoreFactory;
  /** It is gone in this moment: what it still does reaches nobody, and others may take their turn. */
  kill(): void;
}

/** What the tabs of a browser share: entries by name, a lock, and messages that arrive later. */
export class SharedStorage {
  readonly tables = new Map<string, Map<string, OutboxEntry>>();
  /** From now on every operation rejects. */
  broken = false;
  /** From now on nothing can be added. */
  full = false;
  /** Operations take unequal time. */
  uneven = false;
  readonly #listeners = new Map<object, (message: OutboxMessage) => void>();
  readonly #waiting: { tab: object; start: () => void }[] = [];
  #holder: object | null = null;
  #operations = 0;
  readonly #delivered = new Map<object, Promise<unknown>>();

  get entries(): OutboxEntry[] {
    return [...this.tables.values()].flatMap((table) => [...table.values()]);
  }

  openTab(): Tab {
    const tab = { dead: false };
    const run = async <T>(work: () => T): Promise<T> => {
      // Before and after some operations others get their word in.
      await this.#others(3);
      if (tab.dead) return never();
      if (this.broken) throw new DOMException('no storage here', 'SecurityError');
      const done = work();
      await this.#others(5);
      return done;
    };
    const store = (name: string): OutboxStore => {
      const table = this.tables.get(name) ?? new Map<string, OutboxEntry>();
      this.tables.set(name, table);
      return {
        load: () => run(() => structuredClone([...table.values()])),
        put: (entry) =>
          run(() => {
            if (this.full) throw new DOMException('no room', 'QuotaExceededError');
            table.set(entry.id, structuredClone(entry));
          }),
        delete: (id) => run(() => void table.delete(id)),
        close: () => this.#listeners.delete(tab),
        peers: {
          exclusively: (work, signal) => this.#exclusively(tab, work, signal),
          tell: (message) => {
            const copy = structuredClone(message);
            for (const other of this.#listeners.keys()) if (other !== tab && !tab.dead) this.#deliver(other, copy);
          },
          hear: (listener) => this.#listeners.set(tab, listener),
        },
      };
    };
    const kill = () => {
      tab.dead = true;
      this.#listeners.delete(tab);
      this.#leave(tab);
    };
    return { store, kill };
  }

  /** In order, and always later. */
  #deliver(tab: object, message: OutboxMessage): void {
    const before = this.#delivered.get(tab) ?? Promise.resolve();
    const wait = () => (this.uneven ? this.#others(2) : new Promise(setImmediate));
    const after = before.then(wait).then(() => this.#listeners.get(tab)?.(structuredClone(message)));
    this.#delivered.set(tab, after);
  }

  /** Every so often others get their word in. */
  async #others(every: number): Promise<void> {
    const turns = this.uneven && ++this.#operations % every === 0 ? SLOW : 1;
    for (let n = 0; n < turns; n++) await undefined;
  }

  async #exclusively(tab: { dead: boolean }, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((start, reject) => {
      this.#waiting.push({ tab, start });
      signal.addEventListener('abort', () => {
        this.#forget(tab);
        reject(signal.reason);
      });
      this.#next();
    });
    try {
      await work();
    } finally {
      if (this.#holder === tab) this.#leave(tab);
    }
  }

  #forget(tab: object): void {
    const at = this.#waiting.findIndex((one) => one.tab === tab);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  #leave(tab: object): void {
    this.#forget(tab);
    if (this.#holder === tab) this.#holder = null;
    this.#next();
  }

  #next(): void {
    if (this.#holder) return;
    const next = this.#waiting.shift();
    this.#holder = next?.tab ?? null;
    next?.start();
  }
}
