import {
  type AnyEvent,
  CLOSE,
  type ConnectOk,
  type ErrorCode,
  isFinalClose,
  type Presence,
  type PresenceDiff,
  REALTIME_PATH,
  type RoomSignal,
  SUBPROTOCOL,
  TIMING,
  WATCH_CHANNEL,
} from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { closedError, createError, invalidConfig, type PulseError, toPulseError } from '../errors.js';
import { type Backoff, fullJitter } from '../lib/backoff.js';
import { Emitter } from '../lib/emitter.js';
import { type ChooseSocket, chooseSocket } from '../tabs/choose-socket.js';
import type { Subscriber } from './channel.js';
import { type ConnectionEvent, type ConnectionState, transition } from './connection-state.js';
import type { SleepReason, WakeReason } from './lifecycle.js';
import { type PushFrame, Session } from './session.js';
import { Subscriptions } from './subscriptions.js';
import { aheadOf, type TokenSource } from './token-source.js';
import { WatchedUsers } from './watched-users.js';
import type { WebSocketLike } from './web-socket.js';

const BACKOFF: Backoff = { baseMs: 500, capMs: 20_000 };
/** A connection that held so long was a good one: the next delay starts small again. */
const STABLE_MS = 10_000;
/** Tokens in a row that the server calls ended, before there is no use in another. */
const EXPIRED_TOKENS = 3;
/** With the heartbeat so late, a waking device takes its socket for dead. */
const STALE_MS = TIMING.pingMs + 2_000;
const MIN_REFRESH_MS = 1_000;
/** Longest delay that timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const SDK = 'pulse-client-js';

const FINAL_CODES: Record<number, ErrorCode> = {
  [CLOSE.token]: 'invalid_token',
  [CLOSE.forbidden]: 'forbidden',
};

export interface ConnectionEvents {
  state: [state: ConnectionState, previous: ConnectionState];
  /** The answer to the watched set. */
  watched: [presences: readonly Presence[]];
  /** A change in the watched set. */
  diff: [diff: PresenceDiff];
}

/**
 * The one realtime socket of a client.
 *
 * ```
 *   idle ──open──▶ connecting ──welcomed──▶ connected ◀──recovered── recovering
 *                   ▲  ▲  │ │                  │                       ▲   │
 *              retry│  │  │ └───────resumed────┼───────────────────────┘   │
 *                   │  │  └──lost──┐           │lost                       │lost
 *                   │  │           ▼           ▼                           │
 *                   └──┼────────waiting ◀──────┴───────────────────────────┘
 *                      │revive
 *                    failed ◀──refused── connecting, connected, recovering
 *
 *   any state but closed ──close──▶ closed
 * ```
 */
export class Connection {
  readonly #config: Config;
  readonly #tokens: TokenSource | null;
  readonly #events: Emitter<ConnectionEvents>;
  readonly #subscriptions: Subscriptions;
  readonly #watched: WatchedUsers;
  readonly #chooseSocket: ChooseSocket;
  readonly #stopHearing: (() => void)[];
  #state: ConnectionState = 'idle';
  #error: PulseError | null = null;
  #session: Session | null = null;
  /** Counts the tries: what an older one still brings is not looked at. */
  #turn = 0;
  #attempts = 0;
  #expiredTokens = 0;
  /** The one that the present socket lives by. */
  #token: string | undefined;
  #spentToken: string | undefined;
  #everWelcomed = false;
  #welcomedAt: number | undefined;
  #retryTimer: unknown;
  #refreshTimer: unknown;
  /** By the device's word since the last `online`. */
  #offline = false;

  constructor(config: Config, tokens: TokenSource | null) {
    const { clock, logger, lifecycle } = config;
    this.#config = config;
    this.#tokens = tokens;
    this.#events = new Emitter(logger);
    const onSettled = () => this.#settle();
    this.#subscriptions = new Subscriptions(clock, onSettled);
    this.#watched = new WatchedUsers(clock, logger, (presences) => {
      this.#events.emit('watched', presences);
      onSettled();
    });
    this.#chooseSocket = chooseSocket(config);
    this.#stopHearing = [
      lifecycle.onWake((reason) => this.#wake(reason)),
      lifecycle.onSleep?.((reason) => this.#sleep(reason)) ?? (() => {}),
    ];
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Why the state is `failed`; null in every other one. */
  get error(): PulseError | null {
    return this.#error;
  }

  /** Returns the function that ends it. */
  on<Name extends keyof ConnectionEvents>(name: Name, listener: (...args: ConnectionEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /** From `failed` or `waiting`: tries at once. */
  retry(): void {
    this.#connect('revive');
  }

  /** Opens the socket with the first call; returns the function that ends the subscription. */
  subscribe(channel: string, subscriber: Subscriber): () => void {
    const end = this.#subscriptions.add(channel, subscriber);
    this.#demand(subscriber);
    return end;
  }

  /** Replaces the set of users whose presence is told. */
  watchUsers(users: readonly string[]): void {
    this.#watched.set(users);
    if (users.length > 0) this.#demand();
  }

  /** True when a signal would go out now: in the name of a user, and to a channel that it hears. */
  canSignal(ch: string): boolean {
    return this.#state === 'connected' && !this.#config.apiSecret && this.#subscriptions.has(ch);
  }

  /** Sends what is never stored. Rejects with the server's code, or `network_error`. */
  signal(ch: string, type: RoomSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#session)
        throw createError({ code: 'network_error', message: 'There is no connection.', retryable: true });
      this.#session.request('signal', { ch, type, data: {} }, { ok: () => resolve(), err: reject });
    });
  }

  close(): void {
    for (const stop of this.#stopHearing) stop();
    this.#drop();
    if (this.#move('close')) this.#subscriptions.fail(closedError());
  }

  #demand(subscriber?: Subscriber): void {
    this.#connect('open');
    const error = this.#state === 'closed' ? closedError() : this.#error;
    if (error) queueMicrotask(() => subscriber?.onError?.(error));
  }

  #move(event: ConnectionEvent): boolean {
    const previous = this.#state;
    const next = transition(previous, event);
    if (!next) return false;
    this.#state = next;
    this.#events.emit('state', next, previous);
    return this.#state === next;
  }

  #connect(event: 'open' | 'retry' | 'revive'): void {
    if (!transition(this.#state, event)) return;
    this.#config.clock.clearTimeout(this.#retryTimer);
    this.#error = null;
    if (this.#move(event)) void this.#start(++this.#turn);
  }

  async #start(turn: number): Promise<void> {
    const { baseUrl, clock } = this.#config;
    let token: string | undefined;
    try {
      token = this.#spentToken ? await this.#tokens?.renew(this.#spentToken) : await this.#tokens?.get();
      if (!token && !this.#config.apiSecret) {
        throw invalidConfig(
          'Realtime needs credentials: give PulseClient a tokenProvider, or an apiSecret on a backend.',
        );
      }
    } catch (error) {
      if (turn === this.#turn) this.#fail(toPulseError(error, 'token_provider_failed', 'The tokenProvider failed.'));
      return;
    }
    if (turn !== this.#turn) return;
    this.#spentToken = undefined;
    const open = await this.#chooseSocket(token);
    if (turn !== this.#turn) return;
    if (!open) {
      return this.#fail(
        invalidConfig('There is no WebSocket here: pass one as the option WebSocket, such as that of ws.'),
      );
    }
    let socket: WebSocketLike;
    try {
      socket = open(baseUrl.replace(/^http/, 'ws') + REALTIME_PATH, SUBPROTOCOL);
    } catch (cause) {
      return this.#fail(toPulseError(cause, 'connection_refused', 'The platform refused to open the socket.'));
    }
    const session: Session = new Session(socket, clock, {
      onOpen: () => this.#introduce(session, token),
      onFrame: (frame) => this.#receive(frame),
      onEnd: (code, reason) => this.#ended(code, reason),
    });
    this.#session = session;
    this.#token = token;
  }

  #introduce(session: Session, token: string | undefined): void {
    const { apiKey, apiSecret } = this.#config;
    const credentials = token ? { token } : { secret: apiSecret as string };
    session.request(
      'connect',
      { key: apiKey, sdk: SDK, ...credentials },
      {
        ok: (answer) => this.#welcome(session, answer, token),
        err: (error) => {
          // The end of the socket tells more than its unanswered request.
          if (session.ended) return;
          if (error.code === 'token_expired') this.#expired();
          else if (error.retryable) this.#lose(error.retryAfterMs);
          else this.#fail(error);
        },
      },
    );
  }

  #welcome(session: Session, { exp, now }: ConnectOk, token: string | undefined): void {
    session.welcome();
    this.#welcomedAt = this.#config.clock.now();
    // The server's clock, not the device's, says when the token ends.
    if (token && exp) this.#planRefresh(session, token, Date.parse(exp), Date.parse(exp) - Date.parse(now));
    const event = this.#everWelcomed ? 'resumed' : 'welcomed';
    this.#everWelcomed = true;
    if (!this.#move(event) || session.ended) return;
    this.#subscriptions.attach(session);
    this.#watched.attach(session);
    this.#settle();
  }

  #settle(): void {
    if (this.#subscriptions.settled && this.#watched.settled) this.#move('recovered');
  }

  #receive(frame: PushFrame): void {
    if ('ev' in frame) this.#subscriptions.event(frame.ev as AnyEvent);
    else if ('eph' in frame) this.#subscriptions.signal(frame.eph);
    else if ('unsubd' in frame) this.#subscriptions.ended(frame.unsubd.ch, frame.unsubd.code);
    else if ('pres' in frame) {
      if (frame.pres.ch === WATCH_CHANNEL) this.#events.emit('diff', frame.pres);
      else this.#subscriptions.presence(frame.pres);
    }
  }

  #planRefresh(session: Session, token: string, expiresAtMs: number, leftMs: number): void {
    const { clock, logger } = this.#config;
    const delayMs = aheadOf(leftMs);
    const tokens = this.#tokens;
    if (!tokens?.renewable) return;
    const refresh = async () => {
      const next = await tokens.renew(token);
      if (session.ended) return;
      if (next === token) throw new TypeError('the tokenProvider answered the same token again');
      session.request(
        'refresh',
        { token: next },
        {
          ok: ({ exp }) => {
            this.#token = next;
            const nextExpiresAtMs = Date.parse(exp);
            this.#planRefresh(session, next, nextExpiresAtMs, nextExpiresAtMs - expiresAtMs + leftMs - delayMs);
          },
          err: warn,
        },
      );
    };
    const warn = (error: unknown) =>
      session.ended || logger.warn('Pulse: the token could not be renewed ahead of its end.', error);
    this.#refreshTimer = clock.setTimeout(
      () => void refresh().catch(warn),
      Math.min(Math.max(delayMs, MIN_REFRESH_MS), MAX_TIMER_MS),
    );
  }

  #ended(code: number, reason: string): void {
    const why = reason ? `: ${reason}` : '';
    if (code === CLOSE.tokenExpired) this.#expired();
    else if (!isFinalClose(code)) this.#lose();
    else
      this.#fail(
        createError({
          code: FINAL_CODES[code] ?? 'connection_refused',
          message: `The server ended the realtime connection for good (${code}${why}).`,
        }),
      );
  }

  #expired(): void {
    this.#spentToken = this.#token;
    this.#forgive();
    const message = 'tokenProvider gives tokens that have ended: let it make a new one each time.';
    if (++this.#expiredTokens > EXPIRED_TOKENS) this.#fail(createError({ code: 'token_provider_failed', message }));
    else this.#lose(0);
  }

  /** After a connection that held, earlier failures do not count. */
  #forgive(): void {
    const { clock } = this.#config;
    if (this.#welcomedAt === undefined || clock.now() - this.#welcomedAt < STABLE_MS) return;
    this.#attempts = 0;
    this.#expiredTokens = 0;
  }

  #lose(delayMs?: number): void {
    if (!this.#leave()) return;
    // Without a network a try is wasted: `online` makes the next one.
    if (this.#offline || this.#config.lifecycle.isOnline?.() === false) return;
    const delay = delayMs ?? fullJitter(this.#attempts++, BACKOFF, this.#config.random);
    this.#retryTimer = this.#config.clock.setTimeout(() => this.#connect('retry'), delay);
  }

  #leave(): boolean {
    this.#forgive();
    this.#drop();
    return this.#move('lost');
  }

  #fail(error: PulseError): void {
    this.#drop();
    this.#error = error;
    if (this.#move('refused')) this.#subscriptions.fail(error);
  }

  #drop(): void {
    this.#turn++;
    this.#welcomedAt = undefined;
    this.#config.clock.clearTimeout(this.#retryTimer);
    this.#config.clock.clearTimeout(this.#refreshTimer);
    this.#session?.end();
    this.#session = null;
    this.#subscriptions.detach();
    this.#watched.detach();
  }

  #wake(reason: WakeReason): void {
    const session = this.#session;
    const stale = session && this.#config.clock.now() - session.lastFrameAt > STALE_MS;
    // Back online, the device has other addresses, or the way between has forgotten the socket.
    if (stale || (reason === 'online' && this.#offline && session)) this.#leave();
    if (reason === 'online') this.#offline = false;
    this.#attempts = 0;
    if (this.#state === 'waiting') this.#connect('retry');
    // The provider may have failed for want of a network only.
    else if (this.#error?.code === 'token_provider_failed') this.#connect('revive');
  }

  #sleep(reason: SleepReason): void {
    if (reason === 'freeze') {
      // Frozen, it could answer no heartbeat; another socket comes with `resume`, or late where nothing tells of that.
      if (this.#state !== 'waiting') this.#lose(BACKOFF.capMs);
    } else {
      // The present socket stays until it proves dead: devices err about being offline.
      this.#offline = true;
      this.#config.clock.clearTimeout(this.#retryTimer);
    }
  }
}
