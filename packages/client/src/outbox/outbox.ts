import type { AnswerOf, Operation, RequestOf } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import {
  closedError,
  createError,
  invalidRequest,
  type PulseError,
  type PulseErrorDetails,
  toPulseError,
} from '../errors.js';
import { within } from '../lib/deadline.js';
import { Emitter } from '../lib/emitter.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Http } from '../transport/http.js';
import { Lanes } from './lanes.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { OutboxEnd, OutboxMessage, OutboxStoreFactory } from './outbox-store.js';
import { Shelf } from './shelf.js';

export interface OutboxDeps {
  readonly config: Config;
  readonly http: Http;
  /** The user, where it is known before there is a token. */
  readonly identity: string | undefined;
  /** Gets a token and answers whose it is. Rejects with `token_provider_failed`. */
  authorize(): Promise<string | undefined>;
}

export interface OutboxEvents {
  /** An entry came, changed or went. */
  changed: [entry: OutboxEntry];
  /** The server answered; `changed` follows. */
  sent: [entry: OutboxEntry, answer: unknown];
}

export interface NewEntry<Op extends Operation> {
  lane: string;
  operation: Op;
  request: RequestOf<Op>;
  /** Made where it is left out. */
  id?: string;
  keep?: boolean;
}

/** Somebody who awaits the answer. */
interface Caller {
  promise: Promise<unknown>;
  resolve(answer: unknown): void;
  reject(error: PulseError): void;
  timeoutMs: number | undefined;
}

/**
 * Writes that the server has not answered. One write goes like this:
 *
 * ```
 *   feed.addActivity ──add──▶ entry ──▶ store, so that it outlives the page
 *                               │
 *                             Lanes: its turn, its place in the lane ──▶ Http ──▶ server
 *                               │                                           │
 *   feed.state ◀──changed, sent─┴──────────────answer or refusal◀───────────┘
 * ```
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #events: Emitter<OutboxEvents>;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #callers = new Map<string, Caller>();
  /** Ended by another, whose word of how is on its way. */
  readonly #ended = new Set<string>();
  /** What ended while the store is read, so that it does not come back. */
  #over: Set<string> | null = null;
  /** What is under way here. */
  readonly #calls = new Map<string, AbortController>();
  readonly #shelf: Shelf;
  readonly #lanes: Lanes;
  readonly #closing = new AbortController();
  readonly #stopWaking: () => void;
  #owner: string | undefined;
  #opened = false;
  #newest = 0;

  constructor(deps: OutboxDeps) {
    const { clock, logger, random, lifecycle, outbox } = deps.config;
    this.#deps = deps;
    this.#owner = deps.identity;
    this.#events = new Emitter(logger);
    this.#shelf = new Shelf(deps.config);
    this.#lanes = new Lanes({
      clock,
      random,
      heads: () => this.#heads(),
      prepare: () => this.#open(),
      exclusively: (work) => this.#exclusively(work),
      send: (entry) => this.#send(entry),
    });
    this.#stopWaking = outbox ? lifecycle.onWake(() => this.wake()) : () => {};
    if (this.#owner) this.open();
  }

  /** Loads what an earlier page left, as soon as it is known whose it is. */
  open(): void {
    if (this.#deps.config.outbox) this.#lanes.run();
  }

  /** All entries, in order. */
  get entries(): OutboxEntry[] {
    return [...this.#entries.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  on<Name extends keyof OutboxEvents>(name: Name, listener: (...args: OutboxEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * Takes a write and answers what the server does; an id that waits already names the write that waits. Rejects with
   * what the server refused it for, `outbox_full`, `aborted`, `closed`, or `invalid_request` when it is no JSON.
   */
  add<Op extends Operation>(write: NewEntry<Op>, { signal, timeoutMs }: CallOptions = {}): Promise<AnswerOf<Op>> {
    const { clock, nextId, outbox } = this.#deps.config;
    const { id = nextId(), keep = false, lane, operation } = write;
    const take = async (bounded: AbortSignal) => {
      if (this.#closing.signal.aborted) throw closedError();
      const standing = this.#entries.get(id);
      if (!standing || standing.state === 'failed') {
        const request = plain(write.request);
        if (!standing) this.#makeRoom();
        // Only a refusal by the server tells for sure that it does not have it.
        const state = standing && !standing.error?.status ? 'unconfirmed' : 'pending';
        const createdAt = Math.max(clock.now(), this.#newest + 1);
        const entry = { id, lane, operation, request, createdAt, state, keep } as OutboxEntry;
        void this.#put(entry);
        if (outbox) this.#lanes.run();
        else void this.#send(entry);
      }
      bounded.addEventListener('abort', () => this.#fail(id, bounded.reason));
      return this.#answer(id, timeoutMs) as Promise<AnswerOf<Op>>;
    };
    return within({ clock, signals: [signal] }, take);
  }

  /** Sends a failed entry once more, as the last of its lane. Rejects as `add` does, or with `not_found`. */
  async retry(id: string, options?: CallOptions): Promise<unknown> {
    const entry = this.#entries.get(id);
    if (entry?.state !== 'failed') {
      throw createError({ code: 'not_found', message: `There is no failed write ${id}.` });
    }
    return this.add(entry as NewEntry<Operation>, options);
  }

  /** Forgets a failed entry. */
  discard(id: string): void {
    if (this.#entries.get(id)?.state === 'failed') this.#drop(id);
  }

  /** Forgets an entry that cannot have reached the server; false when there is none, or when it may have. */
  cancel(id: string): boolean {
    const state = this.#entries.get(id)?.state;
    // In another's turn it may be going out just now.
    const waits = state === 'pending' && (this.#lanes.hasTurn || !this.#shelf.peers);
    if (!waits && state !== 'failed') return false;
    this.#drop(id);
    return true;
  }

  /** The server has it, as something other than its answer told. */
  confirm(id: string, answer: unknown): void {
    if (this.#entries.has(id)) this.#settle(id, answer);
  }

  /** There may be a network or a token again. */
  wake(): void {
    if (!this.#deps.config.outbox) return;
    if (this.#heads().size > 0) this.#tell({ wake: true });
    this.#lanes.wake();
  }

  close(): void {
    this.#closing.abort(closedError());
    this.#stopWaking();
    this.#lanes.close();
    for (const { reject } of this.#callers.values()) reject(closedError());
    this.#callers.clear();
    this.#shelf.close();
  }

  #heads(): Map<string, OutboxEntry> {
    const heads = new Map<string, OutboxEntry>();
    for (const entry of this.entries) {
      if (entry.state !== 'failed' && !this.#ended.has(entry.id) && !heads.has(entry.lane))
        heads.set(entry.lane, entry);
    }
    return heads;
  }

  async #open(): Promise<void> {
    const { config, identity } = this.#deps;
    const { apiKey, baseUrl, outbox } = config;
    if (this.#opened || !outbox) return;
    this.#owner = identity ?? (await this.#deps.authorize());
    this.#opened = true;
    const { store = await defaultStore() } = outbox;
    if (store === 'memory' || !this.#owner || this.#closing.signal.aborted) return;
    this.#shelf.open(() => store(['pulse-outbox', apiKey, baseUrl, this.#owner].join(' ')));
    for (const entry of this.entries) void this.#shelf.put(entry);
    this.#shelf.peers?.hear((message) => this.#hear(message));
    await this.#load(!this.#shelf.peers);
  }

  /** With the turn, what others left as `sending` is known to hang, and what they took away to have ended. */
  async #load(hasTurn: boolean): Promise<void> {
    const known = [...this.#entries.keys()];
    const over = new Set<string>();
    this.#over = over;
    const stored = await this.#shelf.load();
    this.#over = null;
    if (!stored) return;
    const ids = new Set(stored.map(({ id }) => id));
    if (hasTurn) for (const id of known) if (!ids.has(id)) this.#ended.add(id);
    for (const entry of stored) {
      if (this.#calls.has(entry.id) || over.has(entry.id)) continue;
      const state = hasTurn && entry.state === 'sending' ? 'unconfirmed' : entry.state;
      if (this.#entries.get(entry.id)?.state !== state) this.#show({ ...entry, state });
    }
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    const { peers } = this.#shelf;
    if (!peers || this.#shelf.failed) return work();
    await peers.exclusively(async () => {
      if (this.#closing.signal.aborted) return;
      await this.#load(true);
      await work();
      // The next one reads what this one wrote.
      await this.#shelf.idle;
    }, this.#closing.signal);
  }

  async #send(entry: OutboxEntry): Promise<PulseError | null> {
    const { config, http } = this.#deps;
    const { id, operation, request } = entry;
    const call = new AbortController();
    this.#calls.set(id, call);
    try {
      await this.#authorize();
      if (this.#entries.get(id) !== entry) return null;
      if (entry.state === 'pending') await this.#put({ ...entry, state: 'sending' });
      if (!call.signal.aborted && this.#entries.has(id)) {
        const { timeoutMs } = this.#callers.get(id) ?? {};
        const options = { timeoutMs, signal: call.signal, idempotencyKey: id };
        this.#settle(id, await http.call(operation, request as never, options));
      }
    } catch (cause) {
      const left = this.#entries.get(id);
      if (this.#closing.signal.aborted || !left || left.state === 'failed') return null;
      const error = toPulseError(cause, 'network_error', 'The write could not be sent.');
      if (config.outbox && (error.retryable || error.code === 'token_provider_failed')) {
        if (left.state === 'sending') void this.#put({ ...left, state: 'unconfirmed' });
        return error;
      }
      this.#fail(id, error);
    } finally {
      this.#calls.delete(id);
    }
    return null;
  }

  /** What one user wrote never goes out in the name of another. */
  async #authorize(): Promise<void> {
    const { config, authorize } = this.#deps;
    if (!config.outbox) return;
    if (config.lifecycle.isOnline?.() === false) {
      throw createError({ code: 'network_error', message: 'The device has no network.' });
    }
    const user = await authorize();
    if (!user || !this.#owner || user === this.#owner) return;
    const message = `The token belongs to ${user}, but this client is of ${this.#owner}: make a client for each user.`;
    config.logger.error(`Pulse: unsent writes are held back. ${message}`);
    throw createError({ code: 'token_provider_failed', message });
  }

  #makeRoom(): void {
    const { outbox } = this.#deps.config;
    if (!outbox || this.#entries.size < outbox.limit) return;
    const failed = this.entries.find(({ state }) => state === 'failed');
    if (!failed) {
      const message = `${outbox.limit} writes wait already: let the user wait, or raise outbox.limit.`;
      throw createError({ code: 'outbox_full', message });
    }
    this.#drop(failed.id);
  }

  #answer(id: string, timeoutMs: number | undefined): Promise<unknown> {
    const standing = this.#callers.get(id);
    if (standing) return standing.promise;
    const caller = { timeoutMs } as Caller;
    caller.promise = new Promise((resolve, reject) => Object.assign(caller, { resolve, reject }));
    this.#callers.set(id, caller);
    return caller.promise;
  }

  #settle(id: string, answer: unknown): void {
    this.#tell({ id, answer });
    this.#finish({ id, answer });
  }

  #fail(id: string, error: PulseError): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.keep && this.#deps.config.outbox) {
      void this.#put({ ...entry, state: 'failed', error: detailsOf(error) });
      this.#reject(id, error);
    } else {
      this.#drop(id, error);
    }
  }

  #drop(id: string, error = discarded()): void {
    const message = { id, error: detailsOf(error) };
    this.#tell(message);
    this.#finish(message, error);
  }

  /** It is over, here and in the store. */
  #finish(message: OutboxEnd, error = 'error' in message ? createError(message.error) : undefined): void {
    const { id } = message;
    const entry = this.#entries.get(id);
    this.#shelf.delete(id);
    this.#entries.delete(id);
    this.#ended.delete(id);
    this.#over?.add(id);
    // Once more when it is gone, for those who read it meanwhile and were not there to hear the first word.
    if (entry) void this.#shelf.idle.then(() => this.#tell(message));
    if ('answer' in message) {
      if (entry) this.#events.emit('sent', entry, message.answer);
      this.#callers.get(id)?.resolve(message.answer);
    }
    if (entry) this.#events.emit('changed', entry);
    this.#reject(id, error);
  }

  /** The call under way ends too; one that is answered hears nothing of it. */
  #reject(id: string, error = discarded()): void {
    this.#callers.get(id)?.reject(error);
    this.#callers.delete(id);
    this.#calls.get(id)?.abort(error);
  }

  async #put(entry: OutboxEntry): Promise<void> {
    this.#show(entry);
    // What is in no store would be nobody's if this page ended. One that just closed leaves its last to the others.
    if ((await this.#shelf.put(entry)) && this.#entries.get(entry.id) === entry) this.#shelf.peers?.tell({ entry });
  }

  #show(entry: OutboxEntry): void {
    this.#newest = Math.max(this.#newest, entry.createdAt);
    this.#entries.set(entry.id, entry);
    this.#events.emit('changed', entry);
  }

  #tell(message: OutboxMessage): void {
    if (!this.#closing.signal.aborted) this.#shelf.peers?.tell(message);
  }

  #hear(message: OutboxMessage): void {
    if (this.#closing.signal.aborted) return;
    if ('wake' in message) this.#lanes.wake();
    else if ('id' in message) this.#finish(message);
    else {
      const { entry } = message;
      this.#show(entry);
      if (entry.error) this.#reject(entry.id, createError(entry.error));
      else this.#lanes.run();
    }
  }
}

/** Loaded where it is needed only; one that cannot be loaded cannot be opened either. */
async function defaultStore(): Promise<'memory' | OutboxStoreFactory> {
  if (!globalThis.indexedDB) return 'memory';
  try {
    return (await import('./indexed-db-store.js')).indexedDbStore;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

const discarded = (): PulseError => createError({ code: 'aborted', message: 'The write was discarded.' });

const detailsOf = (error: PulseError): PulseErrorDetails => ({ ...error, message: error.message });

function plain<T>(request: T): T {
  try {
    return JSON.parse(JSON.stringify(request)) as T;
  } catch (cause) {
    throw invalidRequest('The write is no JSON.', undefined, cause);
  }
}
