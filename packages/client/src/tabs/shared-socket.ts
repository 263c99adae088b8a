import type { Config } from '../config.js';
import type { Clock } from '../lib/clock.js';
import type { SocketEvent, WebSocketLike } from '../transport/web-socket.js';
import type { OpenSocket } from './choose-socket.js';
import { Hub, type HubOptions } from './hub.js';
import type { HubMessage, TabMessage } from './tab-message.js';

/** A hub that does not answer by then is frozen, and what it leads is taken away from it. */
const DEAF_MS = 3_000;
const ABNORMAL = 1006;

/** What is needed of `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    granted: () => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** What is needed of a BroadcastChannel. */
export interface TabChannel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

interface SharingOptions extends Pick<HubOptions, 'openSession' | 'watchChannel'> {
  locks: Locks;
  /** Sharing does not do for this client: its next socket is to be one of its own. */
  onAlone(): void;
}

export interface SharedSocketOptions extends SharingOptions {
  /** Of the lock and the channel: tabs of one name share a socket. */
  name: string;
  id: string;
  channel: TabChannel;
  clock: Clock;
  /** Opens the real socket. */
  open(): WebSocketLike;
}

/**
 * Shared by all tabs whose tokens open the same: the server, the project, the user, its role and its room. A page that
 * has the backend inside (`pulseHandlers` of the mock server) says so, and shares nothing: another tab's is another.
 */
export function shareSocket(
  { apiKey, clock, nextId }: Pick<Config, 'apiKey' | 'clock' | 'nextId'>,
  { sub, pulse }: Record<string, unknown>,
  { open, ...options }: SharingOptions & { open: OpenSocket },
): OpenSocket {
  if (Symbol.for('pulse.own-backend') in globalThis) return open;
  const { role, room } = { ...(pulse as { role?: unknown; room?: unknown } | undefined) };
  return (url, protocol) => {
    // The number is of the messages, which tabs with an older build of the app may not speak.
    const name = `pulse.1:${JSON.stringify([url, apiKey, sub, role, room])}`;
    const channel = new BroadcastChannel(name);
    return new SharedSocket({ ...options, name, id: nextId(), channel, clock, open: () => open(url, protocol) });
  };
}

/**
 * A socket that the tabs of a user share. Whoever holds the lock leads: it owns the real one and serves the others
 * over the channel. When it goes, the others close as after any loss, and the next that opens leads.
 *
 * ```
 *   seeking ──a hub answers──▶ attached ──the hub ends, or forgets it──▶ closed
 *      └──the lock is granted──▶ leading ──the real socket closes, the lock is stolen──▶ closed
 * ```
 */
export class SharedSocket implements WebSocketLike {
  readonly #options: SharedSocketOptions;
  readonly #listeners: [type: string, listener: (event: SocketEvent) => void][] = [];
  readonly #queueing = new AbortController();
  readonly #timer: unknown;
  /** Of the hub that serves this socket, itself when it leads. */
  #hubId: string | undefined;
  #hub: Hub | undefined;
  #release = () => {};
  #closed = false;

  constructor(options: SharedSocketOptions) {
    this.#options = options;
    options.channel.addEventListener('message', ({ data }) => this.#hear(data as TabMessage));
    this.#claim({ signal: this.#queueing.signal });
    this.#say({ kind: 'hello', from: options.id });
    this.#timer = options.clock.setTimeout(() => {
      this.#queueing.abort();
      this.#claim({ steal: true });
    }, DEAF_MS);
  }

  /** For devtools. */
  get role(): 'seeking' | 'attached' | 'leading' {
    if (this.#hub) return 'leading';
    return this.#hubId ? 'attached' : 'seeking';
  }

  send(data: string): void {
    const { id } = this.#options;
    if (this.#hub) this.#hub.take(id, data);
    else if (this.#hubId) this.#say({ kind: 'frame', from: id, hub: this.#hubId, data });
  }

  close(): void {
    this.#finish();
  }

  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    this.#listeners.push([type, listener]);
  }

  #claim(options: { signal?: AbortSignal; steal?: boolean }): void {
    const { locks, name } = this.#options;
    locks
      .request(name, options, () => {
        // With a hub at hand, the lock means that the hub went without a word.
        if (this.#hubId) this.#finish();
        if (this.#closed) return undefined;
        return new Promise((release) => {
          this.#release = release;
          this.#lead();
        });
      })
      .catch((error: unknown) => {
        if (options.signal?.aborted) return;
        // Stolen; anything else means that this page may not have locks.
        if ((error as Error).name === 'AbortError') this.#finish();
        else this.#leave();
      });
  }

  #lead(): void {
    const { id, clock, open, channel, openSession, watchChannel } = this.#options;
    clock.clearTimeout(this.#timer);
    this.#hubId = id;
    const hub = new Hub({
      id,
      clock,
      openSession,
      watchChannel,
      socket: open(),
      onEnd: (code, reason) => this.#finish(code, reason),
      post: (message: HubMessage) => {
        const { to } = message;
        // As it would come over the channel: after what runs now.
        if (!to || to === id) queueMicrotask(() => this.#hear(message));
        if (to !== id && hub.shared) channel.postMessage(message);
      },
    });
    this.#hub = hub;
    this.#say({ kind: 'here', hub: id });
  }

  #say(message: TabMessage): void {
    this.#options.channel.postMessage(message);
  }

  #hear(message: TabMessage): void {
    const { id } = this.#options;
    if (this.#closed) return;
    if ('from' in message) {
      this.#hub?.hear(message);
    } else if (message.kind === 'here') {
      if (this.#hubId) this.#finish();
      else this.#say({ kind: 'hello', from: id });
    } else if (!message.to || message.to === id) {
      if (message.kind === 'open') this.#hubId ??= message.hub;
      if (message.hub === this.#hubId) this.#obey(message);
    }
  }

  #obey(message: HubMessage): void {
    if (message.kind === 'open') {
      this.#options.clock.clearTimeout(this.#timer);
      this.#raise({ type: 'open' });
    } else if (message.kind === 'data') {
      // A hub that heard nothing of this tab for long has forgotten what it subscribed to.
      if (message.tabs?.includes(this.#options.id) === false) this.#finish();
      else this.#raise({ type: 'message', data: message.data });
    } else if (message.kind === 'alone') this.#leave();
    else this.#finish();
  }

  #leave(): void {
    this.#options.onAlone();
    this.#finish();
  }

  #finish(code = ABNORMAL, reason = ''): void {
    if (this.#closed) return;
    const { id, clock, channel } = this.#options;
    this.#closed = true;
    clock.clearTimeout(this.#timer);
    this.#queueing.abort();
    if (this.#hub) {
      this.#hub.end();
      this.#say({ kind: 'end', hub: id });
    } else if (this.#hubId) this.#say({ kind: 'bye', from: id, hub: this.#hubId });
    this.#release();
    channel.close();
    this.#raise({ type: 'close', code, reason });
  }

  #raise(event: SocketEvent): void {
    for (const [type, listener] of this.#listeners) if (type === event.type) listener(event);
  }
}
