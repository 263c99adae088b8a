import { type ClientFrame, createUlid, type Role, type ServerFrame, SUBPROTOCOL } from '@pulse-io/protocol';
import { serverFrameSchema } from '@pulse-io/protocol/server-frames';
import { ApiError } from '../api-error.js';
import type { Bus } from '../bus/bus.js';
import { createMemoryBus } from '../bus/memory-bus.js';
import { controlTopic } from '../bus/topics.js';
import type { Caller } from '../caller.js';
import { commit } from '../commit.js';
import type { Authenticate } from '../http/authenticate.js';
import { openSqlite } from '../node/open-sqlite.js';
import { createMemoryPresences } from '../presence/memory-presences.js';
import type { Presences } from '../presence/presences.js';
import type { Storage } from '../storage/storage.js';
import { createFakeClock, settle } from '../testing/fake-clock.js';
import { createGateway, type Gateway } from './gateway.js';
import { createHub } from './hub.js';
import type { Handshake, Peer, Socket } from './socket.js';

export const PROJECT = 'project-1';
export const KEY = 'pulse_key_1';
export const SECRET = 'pulse_secret_1';
export const EPOCH = 'epoch-1';

/** The server's end of a socket, with all that it was sent; every frame is checked against the protocol. */
export class FakeSocket implements Socket {
  readonly frames: ServerFrame[] = [];
  closed: { code: number; reason: string } | null = null;
  bufferedAmount = 0;

  send(text: string): void {
    if (this.closed) throw new Error('The socket is closed.');
    this.frames.push(serverFrameSchema.parse(JSON.parse(text)));
  }

  close(code: number, reason: string): void {
    if (new TextEncoder().encode(reason).length > 123) throw new Error('The reason is too long.');
    this.closed ??= { code, reason };
  }
}

/** A client as a test drives it. */
export class TestClient {
  readonly socket = new FakeSocket();
  readonly peer: Peer;
  #id = 0;

  constructor(gateway: Gateway, handshake: Partial<Handshake> = {}) {
    this.peer = gateway.accept(this.socket, { origin: null, protocol: SUBPROTOCOL, ...handshake });
  }

  get closed() {
    return this.socket.closed;
  }

  /** Sends anything and lets it be handled. */
  async raw(data: string | Uint8Array): Promise<void> {
    this.peer.message(data);
    await settle();
  }

  /** Sends a frame with the next id and resolves with its answer, or undefined where there is none. */
  async call(frame: Record<string, unknown>): Promise<unknown> {
    const id = ++this.#id;
    await this.raw(JSON.stringify({ id, ...frame }));
    return this.answer(id);
  }

  answer(id: number): unknown {
    return this.socket.frames.find((frame) => 're' in frame && frame.re === id);
  }

  pong(): void {
    this.peer.message(JSON.stringify({ pong: {} } satisfies ClientFrame));
  }

  get events() {
    return this.socket.frames.flatMap((frame) => ('ev' in frame ? [frame.ev] : []));
  }

  get diffs() {
    return this.socket.frames.flatMap((frame) => ('pres' in frame ? [frame.pres] : []));
  }

  get ephemerals() {
    return this.socket.frames.flatMap((frame) => ('eph' in frame ? [frame.eph] : []));
  }

  get pings() {
    return this.socket.frames.filter((frame) => 'ping' in frame).length;
  }
}

export interface TestGatewayOptions {
  socketsPerUser?: number;
  /** Wraps what authenticates. */
  authenticate?: (inner: Authenticate) => Authenticate;
  presences?: (inner: Presences) => Presences;
  storage?: (inner: Storage) => Partial<Storage>;
}

/** A gateway over SQLite in memory, a fake clock, and tokens that are written out as `identity` or as JSON. */
export async function createTestGateway(options: TestGatewayOptions = {}) {
  const clock = createFakeClock();
  const storage = await openSqlite();
  const inner = createMemoryBus();
  const attached: string[] = [];
  const lostListeners = new Set<() => void>();
  const bus: Bus = {
    ...inner,
    onLost(listener) {
      lostListeners.add(listener);
      return () => void lostListeners.delete(listener);
    },
    async subscribe(topic, listener) {
      const detach = await inner.subscribe(topic, listener);
      attached.push(topic);
      return () => {
        attached.splice(attached.indexOf(topic), 1);
        detach();
      };
    },
  };
  const nextId = createUlid({ now: clock.now, random: () => 0.5 });
  const logged: string[] = [];
  const logger = {
    warn: (message: string) => void logged.push(message),
    error: (message: string) => void logged.push(message),
  };
  const memory = createMemoryPresences({ clock, bus, logger });
  const presences = options.presences?.(memory) ?? memory;
  const seen = { ...storage, ...options.storage?.(storage) };
  const revoked = new Set<string>();

  const authenticate: Authenticate = async ({ key, token, secret }) => {
    if (key !== KEY && key !== 'pulse_key_2') throw new ApiError('invalid_credentials', 'No project has this API key.');
    const projectId = key === KEY ? PROJECT : 'project-2';
    if (secret !== undefined) {
      if (secret === SECRET) return { projectId, caller: { kind: 'server' } };
      throw new ApiError('invalid_credentials', 'The secret is not the one of this API key.');
    }
    if (token === undefined) return { projectId, caller: { kind: 'key' } };
    const claims = readToken(token);
    if (claims.projectId !== projectId) throw new ApiError('invalid_token', 'It belongs to another project.');
    if (claims.caller.expiresAt <= clock.now()) throw new ApiError('token_expired', 'It has expired.');
    if (revoked.has(claims.caller.tokenId)) throw new ApiError('token_revoked', 'It was revoked.');
    return claims;
  };

  /** A token for a user, one hour long unless said otherwise. */
  const tokenFor = (identity: string, claims: Partial<UserCaller> & { projectId?: string } = {}) =>
    JSON.stringify({
      ...{ identity, role: 'user', roomName: null, tokenId: `token-${identity}`, projectId: PROJECT },
      ...{ issuedAt: clock.now(), expiresAt: clock.now() + 3_600_000 },
      ...claims,
    });

  const gateway = createGateway({
    services: { storage: seen, bus, clock, logger, nextId, presences },
    hub: createHub({ storage: seen, bus, clock, logger, epoch: EPOCH }),
    authenticate: options.authenticate?.(authenticate) ?? authenticate,
    ...(options.socketsPerUser === undefined ? {} : { socketsPerUser: options.socketsPerUser }),
  });

  const clients: TestClient[] = [];
  const dial = (handshake: Partial<Handshake> = {}) => {
    const client = new TestClient(gateway, handshake);
    clients.push(client);
    return client;
  };

  return {
    ...{ gateway, clock, bus, attached, storage, presences, revoked, logged, tokenFor, dial },
    /** The bus says that hints may have been lost. */
    tellLost() {
      for (const listener of lostListeners) listener();
    },
    /** A connected user. */
    async user(identity: string, claims?: Partial<UserCaller>) {
      const client = dial({ origin: 'https://app.example' });
      await client.call({ connect: { key: KEY, token: tokenFor(identity, claims) } });
      return client;
    },
    /** A connected server. */
    async server() {
      const client = dial();
      await client.call({ connect: { key: KEY, secret: SECRET } });
      return client;
    },
    /** Stores events in a feed's channel. */
    append: (feed: string, count = 1) =>
      commit({ storage, bus, clock, nextId, logger, epoch: EPOCH }, PROJECT, async ({ emit }) => {
        for (let n = 0; n < count; n++) {
          emit({ ch: `feed:${feed}`, type: 'feed.activity.removed', data: { feed, activityId: nextId() } });
        }
      }),
    /** Stores big activities in a feed's channel. */
    appendBig: (feed: string, count: number, bytes: number) =>
      commit({ storage, bus, clock, nextId, logger, epoch: EPOCH }, PROJECT, async ({ emit }) => {
        for (let n = 0; n < count; n++) {
          const time = new Date(clock.now()).toISOString();
          const lists = { attachments: [], mentions: [], tags: [] };
          const activity = { id: nextId(), feed, actor: 'a', verb: 'post', object: 'o', time, ...lists };
          const custom = { filler: 'x'.repeat(bytes) };
          emit({ ch: `feed:${feed}`, type: 'feed.activity.added', data: { feed, activity: { ...activity, custom } } });
        }
      }),
    revoke(message: { tokenId?: string; identity: string; beforeMs?: number }) {
      const { tokenId = null, identity, beforeMs = null } = message;
      if (tokenId !== null) revoked.add(tokenId);
      bus.publish(controlTopic(PROJECT), { kind: 'revoked', tokenId, identity, beforeMs });
    },
    async close() {
      await gateway.close();
      await presences.close();
      await storage.close();
    },
  };
}

export type TestGateway = Awaited<ReturnType<typeof createTestGateway>>;
type UserCaller = Extract<Caller, { kind: 'user' }>;

function readToken(token: string): { projectId: string; caller: UserCaller } {
  let claims: Partial<UserCaller> & { projectId?: string };
  try {
    claims = JSON.parse(token);
  } catch {
    throw new ApiError('invalid_token', 'It is not a token.');
  }
  const { projectId = '', identity = '', role = 'user' as Role, roomName = null, tokenId = '' } = claims;
  const { issuedAt = 0, expiresAt = 0 } = claims;
  return { projectId, caller: { kind: 'user', identity, role, roomName, tokenId, issuedAt, expiresAt } };
}
