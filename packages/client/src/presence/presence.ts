import {
  LIMITS,
  type ManualStatus,
  type NewCustomStatus,
  PROJECT_CHANNEL,
  type PresenceActivity,
  type PresenceDiff,
  type PresenceStatus,
  type RoomPresence,
  roomChannel,
  TIMING,
  type Presence as UserPresence,
} from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { invalidRequest, type PulseError, toPulseError } from '../errors.js';
import { Emitter } from '../lib/emitter.js';
import { once } from '../lib/once.js';
import { type ReadableState, Store } from '../lib/store.js';
import { Timers } from '../lib/timers.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import { PresenceBook, type PresenceState } from './presence-state.js';
import type { Rooms } from './rooms.js';

/** Between two tries to load code that a page did not get. */
const AGAIN_MS = 5_000;

export interface PresenceEvents {
  /** The status is another than the one known before. */
  status_changed: [userId: string, status: PresenceStatus, presence: UserPresence];
  /** What others see of a user is another: the status, the custom status or the activity. */
  presence_changed: [userId: string, presence: UserPresence];
  /** Of a watched room of up to 200 people. */
  room_joined: [userId: string, roomId: string];
  room_left: [userId: string, roomId: string];
  /** Whether nobody sits before this device. */
  idle_changed: [idle: boolean];
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

/** What is left out stays as it was. */
export interface StatusChange {
  /** Away, busy and invisible hold until another is set; online goes back to what the user's devices say. */
  readonly status?: ManualStatus | undefined;
  /** Beside the status, 128 characters at most; null takes it away, and `expiresAt` (RFC 3339) ends it. */
  readonly customStatus?: NewCustomStatus | null | undefined;
}

/** Who is there and who types. */
export class Presence {
  /** Users of the watched sets, and of the watched rooms who is there and who types. */
  readonly state: ReadableState<PresenceState>;
  /** Whether nobody sits before this device: as its input tells in any tab of the user, or `setIdle`. */
  readonly idle: ReadableState<boolean>;
  readonly #deps: PresenceDeps;
  readonly #events: Emitter<PresenceEvents>;
  readonly #book: PresenceBook;
  readonly #idle: Store<boolean>;
  readonly #watched = new Map<string, number>();
  /** The watched set as the connection has it. */
  #asserted = '';
  #assertion: Promise<void> | null = null;
  #listeners = 0;
  #endProject: (() => void) | null = null;
  /** Users of whom the socket told since the last look at HTTP. */
  #spoken = new Set<string>();
  #rooms: Promise<Rooms> | undefined;
  #looksForInput = false;

  constructor(deps: PresenceDeps) {
    const { config, connection } = deps;
    this.#deps = deps;
    this.#events = new Emitter(config.logger);
    this.#book = new PresenceBook(config.logger);
    this.state = this.#book.state;
    this.#idle = new Store(false, config.logger);
    this.idle = this.#idle;
    connection.on('watched', (presences) => this.#learn(presences.filter(({ userId }) => this.#watched.has(userId))));
    connection.on('diff', (diff) => {
      const watched = all(diff).filter(({ userId }) => this.#watched.has(userId));
      if (diff.rest) this.#learn(watched);
      else this.#hear(watched);
    });
    connection.on('state', (state, previous) => {
      if (state !== 'connected') return;
      if (this.#endProject && previous === 'recovering') void this.#check();
      if (config.idleMs && !this.#looksForInput) void this.#lookForInput(config.idleMs);
    });
  }

  /**
   * `status_changed` and `presence_changed` are raised when something is another than what was known before, and for
   * any change that the server tells of; never for what a first look at a user finds. A user hears those whom it
   * watches; with an apiSecret it hears the whole project while it has a listener. Returns the function that ends it.
   */
  on<Name extends keyof PresenceEvents>(name: Name, listener: (...args: PresenceEvents[Name]) => void): () => void {
    const end = this.#events.on(name, listener);
    if ((name !== 'status_changed' && name !== 'presence_changed') || !this.#deps.config.apiSecret) return end;
    if (this.#listeners++ === 0) this.#endProject = this.#hearProject();
    return once(() => {
      end();
      if (--this.#listeners > 0) return;
      this.#endProject?.();
      this.#endProject = null;
    });
  }

  /** Sets the status, the custom status or both; with an apiSecret `userId` is needed. Rejects as `setOnline`. */
  setStatus(change: StatusChange, userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#deps.http.call('setOnline', { body: { userId, ...change } }, options);
  }

  /**
   * Makes a user online; with an apiSecret `userId` is needed. Answers what others see. Rejects with
   * `forbidden_user`, `invalid_request`.
   */
  setOnline(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.setStatus({ status: 'online' }, userId, options);
  }

  /** Makes a user away until another status is set, as `setOnline`. */
  setAway(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.setStatus({ status: 'away' }, userId, options);
  }

  /** Makes a user busy until another status is set, as `setOnline`. */
  setBusy(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.setStatus({ status: 'busy' }, userId, options);
  }

  /** Makes a user look offline to everybody, with no trace, until another status is set, as `setOnline`. */
  setInvisible(userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.setStatus({ status: 'invisible' }, userId, options);
  }

  /** Sets what a user says beside the status; null takes it away. Rejects as `setOnline`. */
  setCustomStatus(customStatus: NewCustomStatus | null, userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.setStatus({ customStatus }, userId, options);
  }

  /** Sets what a user does at the moment, until it goes offline or null takes it away. Rejects as `setOnline`. */
  setActivity(activity: PresenceActivity | null, userId?: string, options?: CallOptions): Promise<UserPresence> {
    return this.#deps.http.call('setActivity', { body: { userId, activity } }, options);
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

  /** Reads who is in a room, past the state; of a large one a count and a sample. Rejects with `not_found`. */
  room(roomId: string, options?: CallOptions): Promise<RoomPresence> {
    return this.#deps.http.call('getRoomPresence', { params: { roomId } }, options);
  }

  /**
   * Enters a room as far as others see it, and keeps in the state who is there and who types, until the function that
   * it returns is called. Refusals, such as of a room that the token does not open, go to the logger.
   */
  watchRoom(roomId: string): () => void {
    const { config, connection } = this.#deps;
    let end: (() => void) | undefined;
    let ended = false;
    const enter = () => {
      if (ended) return;
      this.#loadRooms().then(
        (rooms) => {
          if (!ended) end = rooms.watch(roomId);
        },
        (error) => {
          this.#onError(error);
          if (connection.state !== 'closed') config.clock.setTimeout(enter, AGAIN_MS);
        },
      );
    };
    enter();
    return once(() => {
      ended = true;
      end?.();
    });
  }

  /**
   * Says whether nobody sits before this device: a user is away when all of its devices say so. Pages find out by
   * themselves unless the option `idle` is false; elsewhere an app may call it. Of no use with an apiSecret.
   */
  setIdle(idle: boolean): void {
    if (this.#idle.getSnapshot() === idle) return;
    this.#idle.set(idle);
    this.#deps.connection.setIdle(idle);
    this.#events.emit('idle_changed', idle);
  }

  /**
   * Tells a room that a user types; call it at every key, it is sent once in 3 s. With an apiSecret `userId` is
   * needed. Rejects with `forbidden_user`, `network_error` and the like.
   */
  startTyping(roomId: string, userId?: string): Promise<void> {
    return this.#loadRooms().then(({ typing }) => typing.start(roomId, userId));
  }

  /** Tells a room that a user types no more; without it typing ends after 7 s. */
  stopTyping(roomId: string, userId?: string): Promise<void> {
    return this.#loadRooms().then(({ typing }) => typing.stop(roomId, userId));
  }

  /** Called by the client's `close()`. */
  close(): void {
    this.#rooms?.then(
      ({ typing }) => typing.close(),
      () => {},
    );
  }

  #loadRooms(): Promise<Rooms> {
    const { config, ...deps } = this.#deps;
    this.#rooms ??= import('./rooms.js').then(
      ({ Rooms }) =>
        new Rooms({
          ...deps,
          ...{ clock: config.clock, book: this.#book, typingEveryMs: TIMING.typingEveryMs, Timers, roomChannel },
          onChange: (name, userId, roomId) => this.#events.emit(name, userId, roomId),
          onError: this.#onError,
        }),
      (cause) => {
        this.#rooms = undefined;
        throw toPulseError(cause, 'network_error', 'The code for rooms could not be loaded.');
      },
    );
    return this.#rooms;
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
    return this.#deps.connection.subscribe(PROJECT_CHANNEL, {
      onPresence: (diff) => this.#hear(all(diff)),
      onError: this.#onError,
    });
  }

  readonly #onError = (error: PulseError): void => {
    if (error.code !== 'closed') this.#deps.config.logger.error('Pulse: presence cannot be heard.', error);
  };

  /** The code for that is loaded with the first connection. */
  async #lookForInput(afterMs: number): Promise<void> {
    const { config, connection, self } = this.#deps;
    this.#looksForInput = true;
    try {
      const { watchInput } = await import('./watch-input.js');
      watchInput({ ...config, afterMs, connection, user: self(), setIdle: (idle) => this.setIdle(idle) });
    } catch {
      // The next connection tries again.
      this.#looksForInput = false;
    }
  }

  /** Changes, also of users that were not known. */
  #hear(presences: readonly UserPresence[]): void {
    for (const { userId } of presences) this.#spoken.add(userId);
    this.#learn(presences, true);
  }

  /** A state at some time: new users are no change. */
  #learn(presences: readonly UserPresence[], alsoNew = false): void {
    for (const { presence, previous } of this.#book.put(presences, alsoNew)) {
      const { userId, status } = presence;
      if (previous?.status !== status) this.#events.emit('status_changed', userId, status, presence);
      this.#events.emit('presence_changed', userId, presence);
    }
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
