import type { Clock } from '../../lib/clock.js';
import type { Lanes } from '../lanes.js';
import type { Outbox } from '../outbox.js';
import type { OutboxEntry } from '../outbox-entry.js';
import type { OutboxEnd, OutboxMessage, OutboxPeers, OutboxStoreFactory } from '../outbox-store.js';
import { indexedDbStore } from './indexed-db-store.js';
import { Shelf } from './shelf.js';

export interface KeeperDeps {
  readonly outbox: Pick<Outbox, 'entries' | 'show' | 'finish'>;
  readonly lanes: Pick<Lanes, 'running' | 'run' | 'wake'>;
  readonly clock: Clock;
  /** IndexedDB where it is left out. */
  readonly store: OutboxStoreFactory | undefined;
  /** Of the store. */
  readonly name: string;
  /** Whether the call of an entry is under way in this page. */
  isOut(id: string): boolean;
  /** Called once, when the store fails. */
  onFail(error: unknown): void;
}

/**
 * Keeps what an outbox holds in a store, so that it outlives the page, and in step with the other tabs of the user:
 * they tell each other of every entry, and send in turns. Loaded after the first page has started, and of the code
 * that both need nothing is imported here, since that would split what every page loads first.
 */
export class Keeper {
  readonly #deps: KeeperDeps;
  readonly #shelf: Shelf;
  readonly #closing = new AbortController();
  /** Ended by another, whose word of how is on its way. */
  readonly #ended = new Set<string>();
  /** What ended while the store is read, so that it does not come back. */
  #over: Set<string> | null = null;
  #isMyTurn = false;
  /** It is being opened, or waits for its turn, or has it. */
  #busy = true;
  #again = false;

  /** Throws what the store throws that cannot be opened. */
  constructor(deps: KeeperDeps) {
    const { clock, name, onFail, store = indexedDbStore } = deps;
    this.#deps = deps;
    this.#shelf = new Shelf(store(name), clock, onFail);
  }

  /** True while no other tab can be sending. */
  get hasTurn(): boolean {
    return this.#isMyTurn || !this.#peers;
  }

  get #peers(): OutboxPeers | undefined {
    return this.#shelf.peers;
  }

  hasEnded(id: string): boolean {
    return this.#ended.has(id);
  }

  /** Stores what there is already, and shows what an earlier page or another tab left; `run()` is to follow. */
  async open(): Promise<void> {
    for (const entry of this.#deps.outbox.entries) void this.put(entry);
    this.#peers?.hear((message) => this.#hear(message));
    await this.#load(!this.#peers);
    this.#busy = false;
  }

  async put(entry: OutboxEntry): Promise<void> {
    const stored = await this.#shelf.put(entry);
    // What is in no store would be nobody's if this page ended. One that just closed leaves its last to the others.
    if (stored && this.#deps.outbox.entries.includes(entry)) this.#peers?.tell({ entry });
  }

  /** It is over: called before the outbox forgets it. */
  end(end: OutboxEnd): void {
    this.tell(end);
    this.#forget(end);
  }

  tell(message: OutboxMessage): void {
    if (!this.#closing.signal.aborted) this.#peers?.tell(message);
  }

  /** There may be something to send: by this tab, when its turn has come. */
  run(): void {
    this.#again = true;
    if (this.#isMyTurn) this.#deps.lanes.run();
    else if (!this.#busy) void this.#takeTurns();
  }

  close(): void {
    this.#closing.abort();
    this.#shelf.close();
  }

  async #takeTurns(): Promise<void> {
    const { outbox } = this.#deps;
    const { signal } = this.#closing;
    this.#busy = true;
    while (this.#again && !signal.aborted) {
      this.#again = false;
      if (!outbox.entries.some(({ id, state }) => state !== 'failed' && !this.#ended.has(id))) continue;
      // Rejects when the client is closed meanwhile, or when the lock is refused: the next run() tries again.
      await this.#exclusively(() => this.#turn(), signal).catch(() => {});
    }
    this.#busy = false;
  }

  /** Runs `work` while no other tab does. */
  async #exclusively(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    if (!this.#peers || this.#shelf.failed) return work();
    await this.#peers.exclusively(async () => {
      if (signal.aborted) return;
      await this.#load(true);
      await work();
      // The next one reads what this one wrote.
      await this.#shelf.idle;
    }, signal);
  }

  async #turn(): Promise<void> {
    const { lanes } = this.#deps;
    this.#isMyTurn = true;
    lanes.run();
    while (lanes.running.size > 0) await Promise.all(lanes.running.values());
    this.#isMyTurn = false;
  }

  /** With the turn, what others left as `sending` is known to hang, and what they took away to have ended. */
  async #load(hasTurn: boolean): Promise<void> {
    const { outbox, isOut } = this.#deps;
    const known = outbox.entries;
    const over = new Set<string>();
    this.#over = over;
    const stored = await this.#shelf.load();
    this.#over = null;
    if (!stored) return;
    const ids = new Set(stored.map(({ id }) => id));
    if (hasTurn) for (const { id } of known) if (!ids.has(id)) this.#ended.add(id);
    const states = new Map(outbox.entries.map(({ id, state }) => [id, state]));
    for (const entry of stored) {
      if (isOut(entry.id) || over.has(entry.id)) continue;
      const state = hasTurn && entry.state === 'sending' ? 'unconfirmed' : entry.state;
      if (states.get(entry.id) !== state) outbox.show({ ...entry, state });
    }
  }

  #forget(end: OutboxEnd): void {
    const { id } = end;
    const isKnown = this.#deps.outbox.entries.some((entry) => entry.id === id);
    this.#shelf.delete(id);
    this.#ended.delete(id);
    this.#over?.add(id);
    // Once more when it is gone, for those who read it meanwhile and were not there to hear the first word.
    if (isKnown) void this.#shelf.idle.then(() => this.tell(end));
  }

  #hear(message: OutboxMessage): void {
    const { outbox, lanes } = this.#deps;
    if (this.#closing.signal.aborted) return;
    if ('wake' in message) {
      lanes.wake();
      this.run();
    } else if ('id' in message) {
      this.#forget(message);
      outbox.finish(message);
    } else {
      outbox.show(message.entry);
      if (!message.entry.error) this.run();
    }
  }
}
