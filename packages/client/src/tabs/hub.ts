import type { ClientFrame, ConnectOk, FrameError, ServerFrame, Verb } from '@pulse-io/protocol';
import type { Clock } from '../lib/clock.js';
import type { Reply, Session, SessionEvents } from '../transport/session.js';
import type { WebSocketLike } from '../transport/web-socket.js';
import { SharedChannel } from './shared-channel.js';
import type { HubMessage, SaidFrame, TabMessage } from './tab-message.js';

interface Tab {
  users: readonly string[];
  /** It spoke since the last ping. */
  heard: boolean;
}

export interface HubOptions {
  /** Of the tab that leads. */
  id: string;
  clock: Clock;
  /** The real one. */
  socket: WebSocketLike;
  openSession(socket: WebSocketLike, events: SessionEvents): Session;
  /** What changes in the watched set come under. */
  watchChannel: string;
  /** To one tab or all, the one that leads among them. */
  post(message: HubMessage): void;
  /** The real socket is gone. */
  onEnd(code: number, reason: string): void;
}

/** One real socket for many tabs: to each of them it is as if it spoke with the server alone. */
export class Hub {
  readonly #options: HubOptions;
  readonly #session: Session;
  readonly #tabs = new Map<string, Tab>();
  readonly #channels = new Map<string, SharedChannel>();
  /** Those of whom the server tells. */
  #watched: ReadonlySet<string> = new Set();
  #welcome: (() => ConnectOk) | undefined;
  #exp: string | null = null;
  #unwelcomed: Reply<'connect'>[] = [];

  constructor(options: HubOptions) {
    const { id, socket } = options;
    this.#options = options;
    this.#tabs.set(id, { users: [], heard: true });
    this.#session = options.openSession(socket, {
      onOpen: () => options.post({ kind: 'open', hub: id, to: id }),
      onFrame: (frame) => {
        if ('ev' in frame) this.#channels.get(frame.ev.ch)?.event(frame.ev);
        else if ('unsubd' in frame) this.#channels.get(frame.unsubd.ch)?.lost();
        this.#tell(frame);
      },
      onPing: () => this.#tell({ ping: {} }, undefined, this.#count()),
      onEnd: options.onEnd,
    });
  }

  /** Whether there is a tab beside the one that leads. */
  get shared(): boolean {
    return this.#tabs.size > 1;
  }

  hear(message: Extract<TabMessage, { from: string }>): void {
    const { id, post } = this.#options;
    const { from } = message;
    if (message.kind === 'hello') {
      if (this.#tabs.has(from)) return;
      this.#tabs.set(from, { users: [], heard: true });
      post({ kind: 'open', hub: id, to: from });
    } else if (message.hub !== id) return;
    else if (message.kind === 'bye') this.#drop(from);
    else this.take(from, message.data);
  }

  /** A frame of a tab. */
  take(from: string, data: string): void {
    const tab = this.#tabs.get(from);
    if (!tab) return;
    tab.heard = true;
    const frame = JSON.parse(data) as ClientFrame;
    if (!('id' in frame)) return;
    const session = this.#session;
    const reply: Reply<Verb> = {
      ok: (ok) => this.#tell({ re: frame.id, ok }, from),
      err: (error) => {
        // Why the socket ended is told with its end.
        if (session.ended) return;
        if (error.code === 'too_many_channels' && this.shared) this.#refuse(from);
        else this.#tell({ re: frame.id, err: { ...error, message: error.message } as FrameError }, from);
      },
    };
    if ('connect' in frame) this.#connect(from, frame.connect, reply);
    else if ('sub' in frame) this.#channel(frame.sub.ch).ask({ from, sub: frame.sub, reply });
    else if ('unsub' in frame) {
      this.#channels.get(frame.unsub.ch)?.leave(from);
      reply.ok({});
    } else if ('watch' in frame) {
      tab.users = frame.watch.users;
      this.#watch(from, reply);
    } else if ('signal' in frame) session.request<'signal'>('signal', frame.signal, reply);
    else {
      session.request('refresh', frame.refresh, {
        ...reply,
        ok: (ok) => {
          this.#exp = ok.exp;
          reply.ok(ok);
        },
      });
    }
  }

  /** Closes the real socket. */
  end(): void {
    this.#session.end();
  }

  /** The tab that leads has the say, since its client is told of the failure; the others wait for its answer. */
  #connect(from: string, payload: Extract<ClientFrame, { connect: unknown }>['connect'], reply: Reply<Verb>): void {
    const { id, clock } = this.#options;
    if (this.#welcome) reply.ok(this.#welcome());
    else if (from !== id) this.#unwelcomed.push(reply);
    else {
      this.#session.request('connect', payload, {
        ...reply,
        ok: (ok) => {
          const since = clock.now();
          this.#session.welcome();
          this.#exp = ok.exp;
          this.#welcome = () => {
            const now = new Date(Date.parse(ok.now) + clock.now() - since).toISOString();
            return { ...ok, exp: this.#exp, now };
          };
          for (const each of [reply, ...this.#unwelcomed]) each.ok(this.#welcome());
          this.#unwelcomed = [];
        },
      });
    }
  }

  #channel(ch: string): SharedChannel {
    let channel = this.#channels.get(ch);
    if (!channel) {
      channel = new SharedChannel(ch, {
        session: this.#session,
        tell: (frame, to) => this.#tell(frame, to),
        onEmpty: () => this.#channels.delete(ch),
      });
      this.#channels.set(ch, channel);
    }
    return channel;
  }

  #watch(from?: string, reply?: Reply<'watch'>): void {
    const before = this.#watched;
    const users = new Set([...this.#tabs.values()].flatMap((tab) => tab.users));
    if (from && users.size > (this.#welcome?.().limits.watchedUsers ?? 0) && this.shared) {
      this.#refuse(from);
      return;
    }
    this.#watched = users;
    const own = new Set(from && this.#tabs.get(from)?.users);
    this.#session.request(
      'watch',
      { users: [...users] },
      {
        ok: ({ presence }) => {
          reply?.ok({ presence: presence.filter(({ userId }) => own.has(userId)) });
          // The server told of no change while it took the new set; the tabs that did not ask learn it so.
          const update = presence.filter(({ userId }) => before.has(userId));
          if (update.length > 0)
            this.#tell({ pres: { ch: this.#options.watchChannel, ver: 0, join: [], leave: [], update } });
        },
        err: (error) => reply?.err(error),
      },
    );
  }

  /** Drops the tabs that did not answer the last ping; the rest are those whom the hub serves. */
  #count(): string[] {
    for (const [id, tab] of this.#tabs) {
      if (!tab.heard) this.#drop(id);
      tab.heard = false;
    }
    return [...this.#tabs.keys()];
  }

  #refuse(id: string): void {
    this.#options.post({ kind: 'alone', hub: this.#options.id, to: id });
    this.#drop(id);
  }

  #drop(id: string): void {
    const tab = this.#tabs.get(id);
    this.#tabs.delete(id);
    for (const channel of [...this.#channels.values()]) channel.leave(id);
    if (tab?.users.length) this.#watch();
  }

  #tell(frame: ServerFrame | SaidFrame, to?: string, tabs?: string[]): void {
    this.#options.post({ kind: 'data', hub: this.#options.id, to, tabs, data: JSON.stringify(frame) });
  }
}
