import {
  LIMITS,
  PROJECT_CHANNEL,
  type PresenceDiff,
  type PresenceStatus,
  type Presence as UserPresence,
} from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { invalidRequest } from '../errors.js';
import { Emitter } from '../lib/emitter.js';
import type { ReadableState } from '../lib/store.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import { PresenceBook, type PresenceState } from './presence-state.js';
import { Typing } from './typing.js';

export interface PresenceEvents {
  /** The status is another than the one known before. */
  status_changed: [userId: string, status: PresenceStatus, presence: UserPresence];
  typing_started: [userId: string, roomId: string];
  typing_stopped: [userId: string, roomId: string];
}

export interface PresenceDeps {
  readonly config: Config;
  readonly http: Http;
  readonly connection: Connection;
  /** The user that the client is. */
  self(): string | undefined;
}

/** Who is there and who types. */
export class Presence {
  /** Users of the watched sets and typing of the watched rooms. */
  readonly state: ReadableState<PresenceState>;
  readonly #deps: PresenceDeps;
  readonly #events: Emitter<PresenceEvents>;
  readonly #book: PresenceBook;
  readonly #typing: Typing;
  readonly #watched = new Map<string, number>();
  readonly #rooms = new Map<string, number>();
  /** The watched set as the connection has it. */
  #asserted = '';
  #assertion: Promise<void> | null = null;
  #statusListeners = 0;
  #endProject: (() => void) | null = null;
  /** Users of whom the socket told since the last look at HTTP. */
  #spoken = new Set<string>();

  constructor(deps: PresenceDeps) {
    const { config, http, connection, self } = deps;
    this.#deps = deps;
    this.#events = new Emitter(config.logger);
    this.#book = new PresenceBook(config.logger);
    this.state = this.#book.state;
    this.#typing = new Typing({
      clock: config.clock,
      http,
      connection,
      book: this.#book,
      self,
      onChange: (name, userId, roomId) => this.#events.emit(name, userId, roomId),
    });
    connection.on('watched', (presences) => this.#learn(presences.filter(({ userId }) => this.#watched.has(userId))));
    connection.on('diff', (diff) => {
      const watched = all(diff).filter(({ userId }) => this.#watched.has(userId));
      if (diff.rest) this.#learn(watched);
      else this.#hear(watched);
    });
    connection.on('state', (state, previous) => {
      if (this.#endProject && state === 'connected' && previous === 'recovering') void this.#check();
    });
  }

  /**
   * `status_changed` is raised when a status is another than the one known before, and for any change that the
   * server tells of; never for what a first look at a user finds. A user hears those whom it watches; with an
   * apiSecret it hears the whole project while it has a listener. Returns the function that ends it.
   */
  on<Name extends keyof PresenceEvents>(name: Name, listener: (...args: PresenceEvents[Name]) => void): () => void {
    const end = this.#events.on(name, listener);
    if (name !== 'status_changed' || !this.#deps.config.apiSecret) return end;
    if (this.#statusListeners++ === 0) this.#endProject = this.#hearProject();
    return once(() => {
      end();
      if (--this.#statusListeners > 0) return;
      this.#endProject?.();
      this.#endProject = null;
    });
  }

  /** Makes a user online; with an apiSecret `userId` is needed. Rejects with `forbidden_user`, `invalid_request`. */
  setOnline(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#set('online', userId, options);
  }

  /** Makes a user away, as `setOnline`. */
  setAway(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#set('away', userId, options);
  }

  /** Makes a user busy, as `setOnline`. */
  setBusy(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#set('busy', userId, options);
  }

  /** Makes a user offline at once, whatever sockets it has. Rejects as `setOnline`. */
  setOffline(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#deps.http.call('setOffline', { body: { userId } }, options);
  }

  /** Reads one user's presence, past the state. */
  get(userId: string, options?: CallOptions): Promise<UserPresence> {
    return this.#deps.http.call('getPresence', { params: { userId } }, options);
  }

  /** Reads the presence of any number of users, 500 a call, past the state. */
  async getMany(userIds: readonly string[], options?: CallOptions): Promise<UserPresence[]> {
    const calls: Promise<{ data: UserPresence[] }>[] = [];
    for (let at = 0; at < userIds.length; at += LIMITS.bulkUsers) {
      const body = { ids: userIds.slice(at, at + LIMITS.bulkUsers) };
      calls.push(this.#deps.http.call('postPresenceBulk', { body }, options));
    }
    return (await Promise.all(calls)).flatMap(({ data }) => data);
  }

  /**
   * Keeps users in the state, and true, until the function that it returns is called. All sets together may hold
   * 500 users. Throws `invalid_request` beyond that.
   */
  watch(userIds: readonly string[]): () => void {
    const ids = new Set(userIds);
    const fresh = [...ids].filter((id) => !this.#watched.has(id));
    if (this.#watched.size + fresh.length > LIMITS.bulkUsers) {
      throw invalidRequest(`Watch ${LIMITS.bulkUsers} users at most, and read others with getMany.`, 'userIds');
    }
    for (const id of ids) count(this.#watched, id, 1);
    this.#assert();
    return once(() => {
      const gone = [...ids].filter((id) => count(this.#watched, id, -1) === 0);
      if (!this.#endProject) this.#book.forget(gone);
      this.#assert();
    });
  }

  /** Hears who types in a room, until the function that it returns is called. */
  watchRoom(roomId: string): () => void {
    const end = this.#typing.watch(roomId);
    count(this.#rooms, roomId, 1);
    return once(() => {
      end();
      if (count(this.#rooms, roomId, -1) === 0) this.#typing.forget(roomId);
    });
  }

  /**
   * Tells a room that a user types; call it at every key, it is sent once in 3 s. With an apiSecret `userId` is
   * needed. Rejects with `forbidden_user`, `network_error` and the like.
   */
  startTyping(roomId: string, userId?: string): Promise<void> {
    return this.#typing.start(roomId, userId);
  }

  /** Tells a room that a user types no more; without it typing ends after 7 s. */
  stopTyping(roomId: string, userId?: string): Promise<void> {
    return this.#typing.stop(roomId, userId);
  }

  /** Called by the client's `close()`. */
  close(): void {
    this.#typing.close();
  }

  #set(status: 'online' | 'away' | 'busy', userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#deps.http.call('setOnline', { body: { userId, status } }, options);
  }

  /** In a microtask, so that many parts of a page that watch together make one frame. */
  #assert(): void {
    this.#assertion ??= Promise.resolve().then(() => {
      this.#assertion = null;
      const users = [...this.#watched.keys()].sort();
      const asserted = users.join();
      if (asserted === this.#asserted) return;
      this.#asserted = asserted;
      this.#deps.connection.watchUsers(users);
    });
  }

  #hearProject(): () => void {
    const { connection, config } = this.#deps;
    return connection.subscribe(PROJECT_CHANNEL, {
      onPresence: (diff) => this.#hear(all(diff)),
      onError: (error) => error.code === 'closed' || config.logger.error('Pulse: presence cannot be heard.', error),
    });
  }

  /** Changes, also of users that were not known. */
  #hear(presences: readonly UserPresence[]): void {
    for (const { userId } of presences) this.#spoken.add(userId);
    this.#learn(presences, true);
  }

  /** A state at some time: new users are no change. */
  #learn(presences: readonly UserPresence[], alsoNew = false): void {
    for (const presence of this.#book.put(presences, alsoNew))
      this.#events.emit('status_changed', presence.userId, presence.status, presence);
  }

  /** Changes of the project have no history: after a loss the users known so far are looked at again. */
  async #check(): Promise<void> {
    this.#spoken = new Set();
    try {
      const presences = await this.getMany(this.#book.userIds);
      this.#learn(presences.filter(({ userId }) => !this.#spoken.has(userId)));
    } catch (error) {
      this.#deps.config.logger.warn('Pulse: presence could not be read.', error);
    }
  }
}

const all = ({ join, leave, update }: PresenceDiff): UserPresence[] => [...join, ...leave, ...update];

function count(counts: Map<string, number>, key: string, by: 1 | -1): number {
  const next = (counts.get(key) ?? 0) + by;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
  return next;
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
