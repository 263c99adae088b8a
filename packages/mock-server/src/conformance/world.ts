import { type Answers, createUlid, type Permissions, REALTIME_PATH, type Role, SUBPROTOCOL } from '@pulse-io/protocol';
import { eventually } from './eventually.js';
import { Skip } from './failure.js';
import { Caller, type CallerHooks } from './http/caller.js';
import { describeExchange } from './http/exchange.js';
import { type Undo, undoOf } from './http/undo.js';
import type { Wire } from './http/wire.js';
import type { ConformanceOptions, Credentials, WebSocketConstructor } from './options.js';
import { LiveSocket } from './realtime/live-socket.js';
import { Trace } from './trace.js';

/** What a run tells its cases of the server. */
export interface Target extends Pick<ConformanceOptions, 'apiKey' | 'apiSecret' | 'signingKey' | 'otherProject'> {
  wire: Wire;
  WebSocket: WebSocketConstructor;
  sendsOrigin: boolean;
  waitMs: number;
}

/** A user of a case's own. */
export interface User extends Caller {
  readonly identity: string;
  readonly token: string;
}

export interface UserOptions {
  /** Made where it is left out. */
  identity?: string;
  role?: Role;
  roomName?: string;
  permissions?: Permissions;
}

/** Long enough for any case, short enough to leave nothing behind. */
const TOKEN_TTL_SECONDS = 900;

/** A server that does not answer any more is left as it is. */
const LEAVE_MS = 5_000;

/** What a case has at hand: callers, sockets and names that nobody else has. */
export class World {
  readonly target: Target;
  readonly trace = new Trace();
  /** With the secret. */
  readonly server: Caller;
  /** With the bare key. */
  readonly key: Caller;
  /** With nothing. */
  readonly anyone: Caller;
  readonly ulid: () => string;
  readonly #sockets: LiveSocket[] = [];
  readonly #undo: Undo[] = [];
  readonly #prefix: string;
  readonly #onViolation: (message: string) => void;
  #count = 0;

  constructor(target: Target, random: () => number, onViolation: (message: string) => void) {
    this.target = target;
    this.#onViolation = onViolation;
    this.ulid = createUlid({ now: Date.now, random });
    this.#prefix = `cf-${this.ulid().slice(0, 18)}`;
    this.server = this.caller(serverHeaders(target));
    this.key = this.caller({ 'x-pulse-key': target.apiKey });
    this.anyone = this.caller({});
  }

  /** A name that nobody else has: good as an identity, a channel, a room or the id of a feed. */
  readonly name = (what = 'n'): string => `${this.#prefix}-${what}${++this.#count}`;

  readonly caller = (headers: Record<string, string>): Caller => new Caller(this.target.wire, this.#hooks, headers);

  /** Server credentials of the other project; skips the case where none was given. */
  readonly otherServer = (): Caller => {
    const { otherProject } = this.target;
    return otherProject ? this.caller(serverHeaders(otherProject)) : this.skip('no other project was given');
  };

  /** Makes a user with a token of its own. */
  readonly user = async (options: UserOptions = {}): Promise<User> => {
    const { identity = this.name('user'), ...rest } = options;
    const body = { identity, ttlSeconds: TOKEN_TTL_SECONDS, ...rest };
    const { token } = await this.server.ok('createToken', { body });
    return this.userWith(identity, token);
  };

  /** Makes two users. */
  readonly pair = async (): Promise<[User, User]> => [await this.user(), await this.user()];

  /** A user with a token that is there. */
  readonly userWith = (identity: string, token: string): User => {
    const headers = { 'x-pulse-key': this.target.apiKey, authorization: `Bearer ${token}` };
    return Object.assign(this.caller(headers), { identity, token });
  };

  /** Reads again until it holds: for what a server does off the request. */
  readonly eventually = <T>(read: () => Promise<T>, holds: (value: T) => boolean, expected: string): Promise<T> =>
    eventually(this.target.waitMs, read, holds, expected);

  /** Opens a socket that has sent nothing yet. */
  readonly dial = async (
    protocols: string | string[] = SUBPROTOCOL,
    path: string = REALTIME_PATH,
  ): Promise<LiveSocket> => {
    const { WebSocket, wire } = this.target;
    const socket = new LiveSocket(new WebSocket(`${wire.baseUrl.replace(/^http/, 'ws')}${path}`, protocols), {
      waitMs: this.target.waitMs,
      onLine: (line) => this.trace.add(line),
      onViolation: this.#onViolation,
    });
    this.#sockets.push(socket);
    await socket.opened();
    return socket;
  };

  /** Opens a socket and connects it as a user. */
  readonly connect = async ({ token }: Pick<User, 'token'>): Promise<LiveSocket> =>
    (await this.connected({ token })).socket;

  /** The same, with what the server answers and more in the frame. */
  readonly connected = async (connect: {
    token?: string;
    secret?: string;
    idle?: boolean;
  }): Promise<{ socket: LiveSocket; ok: Answers['connect'] }> => {
    const socket = await this.dial();
    const ok = await socket.ask('connect', { key: this.target.apiKey, sdk: 'conformance', ...connect });
    return { socket, ok };
  };

  readonly skip = (reason: string): never => {
    throw new Skip(reason);
  };

  /** Ends sockets, and takes back what was made. Never rejects. */
  async leave(): Promise<void> {
    await Promise.allSettled(this.#sockets.map((socket) => socket.end()));
    // Also after the run was ended.
    const wire = { ...this.target.wire, signal: AbortSignal.timeout(LEAVE_MS) };
    const server = new Caller(wire, { onExchange: () => {}, onDone: () => {} }, serverHeaders(this.target));
    for (const { operation, request } of this.#undo.reverse()) {
      // What is gone already is gone.
      await server.call(operation, request).catch(() => {});
    }
  }

  readonly #hooks: CallerHooks = {
    onExchange: (exchange) => this.trace.add(describeExchange(exchange)),
    onDone: (operation, request, answer) => {
      const undo = undoOf(operation, request, answer);
      if (undo) this.#undo.push(undo);
    },
  };
}

const serverHeaders = ({ apiKey, apiSecret }: Credentials) => ({
  'x-pulse-key': apiKey,
  'x-pulse-secret': apiSecret,
});
