import type { AnswerOf, Operation, RequestOf } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import {
  closedError,
  createError,
  invalidRequest,
  notPulse,
  type PulseError,
  type PulseErrorDetails,
} from '../errors.js';
import { within } from '../lib/deadline.js';
import { Emitter } from '../lib/emitter.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Http } from '../transport/http.js';
import { Lanes } from './lanes.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { OutboxEnd } from './outbox-store.js';
import type { Keeper } from './stored/keeper.js';

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
 *   feed.addActivity ──add──▶ entry ──▶ Keeper, so that it outlives the page and other tabs know of it
 *                               │
 *                             Lanes: its turn, its place in the lane ──▶ Http ──▶ server
 *                               │                                           │
 *   feed.state ◀──changed, sent─┴──────────────answer or refusal◀───────────┘
 * ```
 *
 * All of it works in memory. The keeper is loaded where there is a store.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #events: Emitter<OutboxEvents>;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #callers = new Map<string, Caller>();
  /** What is under way here. */
  readonly #calls = new Map<string, AbortController>();
  readonly #lanes: Lanes;
  readonly #stopWaking: () => void;
  #keeper: Keeper | undefined;
  #owner: string | undefined;
  #opening: Promise<void> | null = null;
  #closed = false;
  #newest = 0;
  /** The device said that it has no network, and was seen to have one. */
  #deviceErrs = false;

  constructor(deps: OutboxDeps) {
    const { clock, logger, random, lifecycle, outbox } = deps.config;
    this.#deps = deps;
    this.#owner = deps.identity;
    this.#events = new Emitter(logger);
    this.#lanes = new Lanes({
      clock,
      random,
      heads: () => this.#heads(),
      send: (entry) => this.#send(entry),
    });
    this.#stopWaking = outbox ? lifecycle.onWake(() => this.wake()) : () => {};
    if (this.#owner) this.open();
  }

  /** Loads what an earlier page left, as soon as it is known whose it is. */
  open(): void {
    if (this.#deps.config.outbox) void this.#run();
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
      if (this.#closed) throw closedError();
      const standing = this.#entries.get(id);
      if (!standing || standing.state === 'failed') {
        const request = plain(write.request);
        if (!standing) this.#makeRoom();
        // Only a refusal by the server tells for sure that it does not have it.
        const state = standing && !standing.error?.status ? 'unconfirmed' : 'pending';
        const createdAt = Math.max(clock.now(), this.#newest + 1);
        const entry = { id, lane, operation, request, createdAt, state, keep } as OutboxEntry;
        void this.#put(entry);
        if (outbox) void this.#run();
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
    const waits = state === 'pending' && (this.#keeper?.hasTurn ?? true);
    if (!waits && state !== 'failed') return false;
    this.#drop(id);
    return true;
  }

  /** The server has it, as something other than its answer told. */
  confirm(id: string, answer: unknown): void {
    if (this.#entries.has(id)) this.#end({ id, answer });
  }

  /** There may be a network or a token again; `connected`: there is a network, whatever the device says. */
  wake(connected = false): void {
    this.#deviceErrs ||= connected && this.#saysOffline;
    if (!this.#deps.config.outbox) return;
    if (this.#heads().size > 0) this.#keeper?.tell({ wake: true });
    this.#lanes.wake();
    void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#stopWaking();
    this.#lanes.close();
    for (const { reject } of this.#callers.values()) reject(closedError());
    this.#callers.clear();
    this.#keeper?.close();
  }

  /** An entry came or changed, here or in another tab. */
  show(entry: OutboxEntry): void {
    this.#newest = Math.max(this.#newest, entry.createdAt);
    this.#entries.set(entry.id, entry);
    this.#events.emit('changed', entry);
    if (entry.error) this.#reject(entry.id, createError(entry.error));
  }

  /** An entry is over, here or in another tab. */
  finish(end: OutboxEnd, error = 'error' in end ? createError(end.error) : undefined): void {
    const { id } = end;
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    if ('answer' in end) {
      if (entry) this.#events.emit('sent', entry, end.answer);
      this.#callers.get(id)?.resolve(end.answer);
    }
    if (entry) this.#events.emit('changed', entry);
    this.#reject(id, error);
  }

  get #saysOffline(): boolean {
    return this.#deps.config.lifecycle.isOnline?.() === false;
  }

  #heads(): Map<string, OutboxEntry> {
    const heads = new Map<string, OutboxEntry>();
    for (const entry of this.entries) {
      if (entry.state !== 'failed' && !this.#keeper?.hasEnded(entry.id) && !heads.has(entry.lane))
        heads.set(entry.lane, entry);
    }
    return heads;
  }

  /** Sends what is to be sent, once it is known whose it is. */
  async #run(): Promise<void> {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    try {
      await opening;
      (this.#keeper ?? this.#lanes).run();
    } catch {
      // There is no token; the next run tries again.
      if (this.#opening === opening) this.#opening = null;
    }
  }

  async #open(): Promise<void> {
    const { config, identity, authorize } = this.#deps;
    const { apiKey, baseUrl, clock, logger, outbox } = config;
    this.#owner = identity ?? (await authorize());
    const store = outbox?.store;
    if (!this.#owner || store === 'memory' || !(store || globalThis.indexedDB)) return;
    const name = ['pulse-outbox', apiKey, baseUrl, this.#owner].join(' ');
    const onFail = (error: unknown) => logger.warn('Pulse: unsent writes live in memory only.', error);
    try {
      const { Keeper } = await import('./stored/keeper.js');
      if (this.#closed) return;
      const isOut = (id: string) => this.#calls.has(id);
      this.#keeper = new Keeper({ outbox: this, lanes: this.#lanes, isOut, store, name, clock, onFail });
      await this.#keeper.open();
    } catch (error) {
      onFail(error);
    }
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
        const answer = await http.call(operation, request as never, options);
        if (!isOf(entry, answer)) throw notPulse();
        this.#end({ id, answer });
      }
    } catch (cause) {
      const error = cause as PulseError;
      const left = this.#entries.get(id);
      if (this.#closed || !left || left.state === 'failed') return null;
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
    if (this.#saysOffline && !this.#deviceErrs) {
      throw createError({ code: 'network_error', message: 'The device has no network.' });
    }
    const user = await authorize();
    if (!user || !this.#owner || user === this.#owner) return;
    const message = `The token belongs to ${user}, the unsent writes to ${this.#owner}: make a client for each user.`;
    config.logger.error(`Pulse: ${message}`);
    throw createError({ code: 'token_provider_failed', message });
  }

  #makeRoom(): void {
    const { outbox } = this.#deps.config;
    if (!outbox || this.#entries.size < outbox.limit) return;
    const failed = this.entries.find(({ state }) => state === 'failed');
    if (!failed) {
      const message = `${outbox.limit} writes wait already: raise outbox.limit, or write later.`;
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

  #fail(id: string, error: PulseError): void {
    const entry = this.#entries.get(id);
    if (entry?.keep && this.#deps.config.outbox) {
      this.#reject(id, error);
      void this.#put({ ...entry, state: 'failed', error: detailsOf(error) });
    } else if (entry) {
      this.#drop(id, error);
    }
  }

  #drop(id: string, error = createError({ code: 'aborted', message: 'The write was discarded.' })): void {
    this.#end({ id, error: detailsOf(error) }, error);
  }

  /** It is over everywhere. */
  #end(end: OutboxEnd, error?: PulseError): void {
    this.#keeper?.end(end);
    this.finish(end, error);
  }

  /** The call under way ends too; one that is answered hears nothing of it. */
  #reject(id: string, error?: PulseError): void {
    this.#callers.get(id)?.reject(error as PulseError);
    this.#callers.delete(id);
    this.#calls.get(id)?.abort(error);
  }

  /** Resolves when it is stored, where it can be. */
  async #put(entry: OutboxEntry): Promise<void> {
    this.show(entry);
    await this.#keeper?.put(entry);
  }
}

/** Whether an answer is that of the write: of what names itself, the id comes back. */
const isOf = ({ request }: OutboxEntry, answer: object): boolean => {
  const { id } = ('body' in request && (request.body as { id?: unknown })) || {};
  return id === undefined || (answer as { id?: unknown }).id === id;
};

const detailsOf = (error: PulseError): PulseErrorDetails => ({ ...error, message: error.message });

function plain<T>(request: T): T {
  try {
    return JSON.parse(JSON.stringify(request)) as T;
  } catch (cause) {
    throw invalidRequest('The write is no JSON.', undefined, cause);
  }
}
