import { type AnyEvent, type ClientFrame, type RoomPresence, roomChannel, WATCH_CHANNEL } from '@pulse-io/protocol';
import { createTestGateway, KEY, PROJECT } from '../../../server/src/realtime/gateway.test-kit.js';
import { slowDown } from '../../../server/src/realtime/hub.test-kit.js';
import { resolveConfig } from '../config.js';
import type { Clock } from '../lib/clock.js';
import { RoomMembers } from '../presence/room-members.js';
import { QuietLogger } from '../testing/fakes.js';
import { Connection } from '../transport/connection.js';
import { Session } from '../transport/session.js';
import { TokenSource } from '../transport/token-source.js';
import type { SocketEvent, WebSocketConstructor, WebSocketLike } from '../transport/web-socket.js';
import { FakeBrowser, FakePage } from './browser.test-kit.js';
import type { HubOptions } from './hub.js';
import { type Locks, SharedSocket } from './shared-socket.js';

const NO_LOCKS: Locks = { request: () => Promise.reject(new DOMException('No.', 'SecurityError')) };

const TOKEN_MS = 600_000;

type Gateway = Awaited<ReturnType<typeof createTestGateway>>;

/** A real socket as the page has it, with the real gateway at its other end. */
class Wire implements WebSocketLike {
  readonly #page: FakePage;
  readonly #world: World;
  readonly #listeners: [string, (event: SocketEvent) => void][] = [];
  #peer: ReturnType<Gateway['gateway']['accept']> | null = null;
  /** Of the page that opened it. */
  get page(): FakePage {
    return this.#page;
  }

  /** Nothing passes any more, in either direction, and nobody is told. */
  half = false;
  readonly sent: ClientFrame[] = [];

  constructor(page: FakePage, world: World, protocol: string) {
    this.#page = page;
    this.#world = world;
    page.post(() => {
      if (!world.reachable) return this.#raise({ type: 'close', code: 1006, reason: '' });
      world.wires.add(this);
      world.opened++;
      this.#peer = world.kit.gateway.accept(
        {
          bufferedAmount: 0,
          send: (data) => this.half || page.post(() => this.#raise({ type: 'message', data })),
          close: (code, reason) => this.#leave(() => this.#raise({ type: 'close', code, reason })),
        },
        { origin: 'https://app.example', protocol },
      );
      this.#raise({ type: 'open' });
    });
  }

  send(data: string): void {
    if (!this.#peer) throw new Error('The socket is not open.');
    this.sent.push(JSON.parse(data));
    if (!this.half) this.#peer.message(data);
  }

  /** The channels that it is subscribed to, by what it sent. */
  get channels(): string[] {
    const channels = new Set<string>();
    for (const frame of this.sent) {
      if ('sub' in frame) channels.add(frame.sub.ch);
      if ('unsub' in frame) channels.delete(frame.unsub.ch);
    }
    return [...channels].sort();
  }

  /** The users that it watches, by what it sent. */
  get users(): string[] {
    const frame = this.sent.findLast((sent) => 'watch' in sent);
    return frame && 'watch' in frame ? frame.watch.users.toSorted() : [];
  }

  close(): void {
    this.#leave(() => this.#raise({ type: 'close', code: 1000, reason: '' }));
  }

  /** The network cuts it. */
  cut(): void {
    this.#leave(() => this.#raise({ type: 'close', code: 1006, reason: '' }));
  }

  vanish(): void {
    this.#leave(() => {});
  }

  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    this.#listeners.push([type, listener]);
  }

  #leave(told: () => void): void {
    if (!this.#world.wires.delete(this)) return;
    this.#peer?.closed();
    this.#page.post(told);
  }

  #raise(event: SocketEvent): void {
    for (const [type, listener] of this.#listeners) if (type === event.type) listener(event);
  }
}

/** What a tab was told of one channel. */
export class Journal {
  readonly offsets: number[] = [];
  readonly trouble: string[] = [];
  /** What had been written when the subscription stood; undefined before. */
  start: number | undefined;
  end: () => void = () => {};
}

const ROOM = 'lobby';

/** A room as a tab shows it. */
class WatchedRoom {
  shown: RoomPresence | undefined;
  /** Who is there by what was raised, with the first list; then moves that made no sense. */
  readonly raised = new Set<string>();
  readonly trouble: string[] = [];
  readonly end: () => void;

  constructor(connection: Connection) {
    const members = new RoomMembers(ROOM, (room, moves) => {
      if (!this.shown) for (const { userId } of room.members) this.raised.add(userId);
      this.shown = room;
      for (const [name, userId] of moves) {
        if (this.raised.has(userId) !== (name === 'room_left')) this.trouble.push(`${name} ${userId}`);
        if (name === 'room_left') this.raised.delete(userId);
        else this.raised.add(userId);
      }
    });
    const take: RoomMembers['take'] = (heard) => members.take(heard);
    this.end = connection.subscribe(roomChannel(ROOM), { onMembers: take, onPresence: take });
  }
}

/** A tab with a connection as an app's client has it. */
export class Tab {
  readonly page: FakePage;
  readonly connection: Connection;
  readonly journals = new Map<string, Journal>();
  readonly logger = new QuietLogger();
  /** The last status that it was told of each user. */
  readonly statuses = new Map<string, string>();
  room: WatchedRoom | null = null;
  readonly #world: World;
  #watched: readonly string[] = [];
  #alone = false;

  constructor(world: World, name: string, identity: string) {
    this.#world = world;
    const page = new FakePage(world.browser, world.clock);
    this.page = page;
    const { clock, lifecycle } = page;
    const onAlone = () => {
      this.#alone = true;
    };
    const open = (protocol: string): WebSocketLike => page.keep(new Wire(page, world, protocol));
    const lock = `pulse ${identity}`;
    let sockets = 0;
    const construct = (_: object, [, protocol]: string[]): WebSocketLike => {
      const openOwn = () => open(protocol ?? '');
      if (this.#alone) return openOwn();
      const shared = {
        name: lock,
        id: `${name}.${++sockets}`,
        locks: world.lockless ? NO_LOCKS : page.locks,
        channel: page.channel(lock),
      };
      const openSession: HubOptions['openSession'] = (socket, events) => new Session(socket, clock, events);
      const watchChannel = WATCH_CHANNEL;
      return new SharedSocket({ ...shared, clock, openSession, watchChannel, onAlone, open: openOwn });
    };
    const WebSocket = new Proxy(class {}, { construct }) as unknown as WebSocketConstructor;
    const { logger } = this;
    let tokens = 0;
    const tokenProvider = () => {
      const claims = { tokenId: `${name}.${++tokens}`, expiresAt: clock.now() + TOKEN_MS };
      return world.kit.tokenFor(identity, claims);
    };
    const { random } = world;
    const config = resolveConfig({ apiKey: KEY, tokenProvider, clock, lifecycle, logger, WebSocket, random });
    this.connection = new Connection(config, new TokenSource(config));
    this.connection.on('watched', (presences) => {
      for (const { userId, status } of presences) this.statuses.set(userId, status);
    });
    this.connection.on('diff', ({ join, leave, update }) => {
      for (const { userId, status } of [...join, ...leave, ...update]) {
        if (this.#watched.includes(userId)) this.statuses.set(userId, status);
      }
    });
  }

  /** What it is subscribed to. */
  get channels(): string[] {
    return [...this.journals.keys(), ...(this.room ? [roomChannel(ROOM)] : [])];
  }

  setInRoom(inRoom: boolean): void {
    if (inRoom) this.room ??= new WatchedRoom(this.connection);
    else {
      this.room?.end();
      this.room = null;
    }
  }

  get watched(): readonly string[] {
    return this.#watched;
  }

  watchUsers(users: readonly string[]): void {
    this.#watched = users;
    this.statuses.clear();
    this.connection.watchUsers(users);
  }

  subscribe(channel: string): Journal {
    const known = this.journals.get(channel);
    if (known) return known;
    const journal = new Journal();
    this.journals.set(channel, journal);
    journal.end = this.connection.subscribe(channel, {
      onReady: () => {
        journal.start ??= this.#world.written(channel);
      },
      onEvent: ({ offset }: AnyEvent) => void journal.offsets.push(offset),
      onResync: () => void journal.trouble.push('resync'),
      onError: ({ code }) => void journal.trouble.push(code),
    });
    return journal;
  }

  unsubscribe(channel: string): void {
    this.journals.get(channel)?.end();
    this.journals.delete(channel);
  }
}

/** A browser with tabs, and the real gateway; one clock for all. */
export class World {
  readonly browser = new FakeBrowser();
  readonly tabs: Tab[] = [];
  readonly wires = new Set<Wire>();
  /** Pages may not have locks. */
  lockless = false;
  /** Other users who are there. */
  readonly online = new Map<string, Awaited<ReturnType<Gateway['user']>>>();
  /** Sockets that were ever opened. */
  opened = 0;
  reachable = true;
  readonly clock: Clock;
  readonly kit: Gateway;
  readonly random: () => number;
  readonly #written = new Map<string, number>();
  #names = 0;

  constructor(kit: Gateway, random: () => number) {
    this.kit = kit;
    this.random = random;
    this.clock = {
      now: () => kit.clock.now(),
      setTimeout: (run, ms) => kit.clock.setTimeout(run, ms),
      clearTimeout: (cancel) => (cancel as (() => void) | undefined)?.(),
    };
  }

  /** A read of the storage takes up to `slowestTurns` turns of the event loop. */
  static async create(random: () => number = () => 0.5, slowestTurns = 0): Promise<World> {
    const wait = () => Math.floor(random() * slowestTurns);
    const kit = await createTestGateway({ storage: (inner) => ({ ...inner, db: slowDown(inner.db, wait) }) });
    return new World(kit, random);
  }

  open(identity = 'alice'): Tab {
    const tab = new Tab(this, `tab${++this.#names}`, identity);
    this.tabs.push(tab);
    return tab;
  }

  /** Writes events to the channel of a feed. */
  async append(channel: string, count = 1): Promise<void> {
    this.#written.set(channel, this.written(channel) + count);
    await this.kit.append(channel.replace('feed:', ''), count);
  }

  written(channel: string): number {
    return this.#written.get(channel) ?? 0;
  }

  /** The tab is gone, as when its process crashes, or with the events of a page that is closed. */
  end(tab: Tab, told: boolean): void {
    tab.page.end(told);
    this.tabs.splice(this.tabs.indexOf(tab), 1);
  }

  async settle(): Promise<void> {
    await this.browser.settle();
    await this.kit.clock.advance(0);
    await this.browser.settle();
  }

  /** Somebody else, who comes or goes. */
  async toggle(user: string): Promise<void> {
    this.online.get(user)?.peer.closed();
    if (!this.online.delete(user)) this.online.set(user, await this.kit.user(user));
  }

  /** Somebody else, who comes to the room or leaves it. */
  async toggleInRoom(user: string): Promise<void> {
    const ch = roomChannel(ROOM);
    const isIn = (await this.roomNow()).includes(user);
    if (!isIn && !this.online.has(user)) await this.toggle(user);
    await this.online.get(user)?.call(isIn ? { unsub: { ch } } : { sub: { ch } });
  }

  /** Who the server says is in the room. */
  async roomNow(): Promise<string[]> {
    const { members } = await this.kit.presences.getRoom(PROJECT, ROOM);
    return members.map(({ userId }) => userId).sort();
  }

  /** What others see of a user. */
  async statusOf(userId: string): Promise<string | undefined> {
    return (await this.kit.presences.get(PROJECT, [userId]))[0]?.status;
  }

  /** In steps, so that what a timer starts takes its turns before the next. */
  async advance(ms: number): Promise<void> {
    const step = 250;
    for (let left = ms; left > 0; left -= step) {
      await this.kit.clock.advance(Math.min(step, left));
      await this.browser.settle(2);
      for (const client of this.online.values()) client.pong();
    }
    await this.settle();
  }

  async close(): Promise<void> {
    for (const { connection } of this.tabs) connection.close();
    await this.settle();
    await this.kit.close();
  }
}
