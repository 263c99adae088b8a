import {
  type Answers,
  CLOSE,
  type ConnectOk,
  type ErrorCode,
  isFinalClose,
  type Presence,
  type PresenceDiff,
  REALTIME_PATH,
  type Signal,
  SUBPROTOCOL,
  TIMING,
  WATCH_CHANNEL,
} from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { closedError, createError, invalidConfig, needsCredentials, type PulseError, toPulseError } from '../errors.js';
import { type Backoff, fullJitter } from '../lib/backoff.js';
import { Emitter } from '../lib/emitter.js';
import { Timers } from '../lib/timers.js';
import { type ChooseSocket, chooseSocket } from '../tabs/choose-socket.js';
import type { SharedSocket } from '../tabs/shared-socket.js';
import { trace } from '../trace.js';
import type { Subscriber } from './channel.js';
import { type ConnectionEvent, type ConnectionState, transition } from './connection-state.js';
import type { SleepReason, WakeReason } from './lifecycle.js';
import { Session } from './session.js';
import { Subscriptions } from './subscriptions.js';
import { aheadOf, type TokenSource } from './token-source.js';

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
  readonly #chooseSocket: ChooseSocket;
  readonly #timers: Timers;
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
  /** By the device's word since the last `online`. */
  #offline = false;
  /** Nobody sits before the device; then what the present socket was told of that, null before its introduction. */
  #idle = false;
  #toldIdle: boolean | null = null;

  constructor(config: Config, tokens: TokenSource | null) {
    const { clock, logger, lifecycle } = config;
    this.#config = config;
    this.#tokens = tokens;
    this.#events = new Emitter(logger);
    this.#timers = new Timers(clock);
    this.#subscriptions = new Subscriptions({
      clock,
      logger,
      onSettled: () => this.#settle(),
      onWatched: (presences) => this.#events.emit('watched', presences),
      onDiff: (diff) => this.#events.emit('diff', diff),
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
    this.#subscriptions.watch(users);
    if (users.length > 0) this.#demand();
  }

  /** True when a signal would go out now: in the name of a user, and to a channel that it hears. */
  canSignal(ch: string): boolean {
    return this.#state === 'connected' && !this.#config.apiSecret && this.#subscriptions.has(ch);
  }

  /** Sends what is never stored. Rejects with the server's code, or `network_error`. */
  signal<Type extends Signal['type']>(
    ch: string,
    type: Type,
    data: Extract<Signal, { type: Type }>['data'] | Record<string, never> = {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#session) throw createError({ code: 'network_error', message: 'The connection was lost.' });
      const signal = { ch, type, data } as { ch: string } & Signal;
      this.#session.request('signal', signal, { ok: () => resolve(), err: reject });
    });
  }

  /** Whether nobody sits before the device: told to the server with every socket, and at once when it changes. */
  setIdle(idle: boolean): void {
    this.#idle = idle;
    const session = this.#session;
    if (!session || this.#toldIdle === null || this.#toldIdle === idle) return;
    // Over a shared socket the tab that leads tells it for all.
    if ((session.socket as Partial<Pick<SharedSocket, 'role'>>).role === 'attached') return;
    this.#toldIdle = idle;
    const type = idle ? 'away' : 'active';
    session.request('signal', { ch: WATCH_CHANNEL, type, data: {} }, { ok() {}, err() {} });
  }

  /** For devtools: nothing in it tells a token or the secret. */
  inspect() {
    return [this.#config.clock, this.#subscriptions, this.#session, this.#attempts] as const;
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
    trace.moved?.(this, previous, event);
    this.#events.emit('state', next, previous);
    return this.#state === next;
  }

  #connect(event: 'open' | 'retry' | 'revive'): void {
    if (!transition(this.#state, event)) return;
    this.#timers.end('retry');
    this.#error = null;
    if (this.#move(event)) void this.#start(++this.#turn);
  }

  async #start(turn: number): Promise<void> {
    const { apiSecret, baseUrl, clock, logger } = this.#config;
    try {
      const token = this.#spentToken ? await this.#tokens?.renew(this.#spentToken) : await this.#tokens?.get();
      if (!token && !apiSecret) throw needsCredentials('Realtime', true);
      const open = await this.#chooseSocket(token);
      if (turn !== this.#turn) return;
      if (!open) throw invalidConfig('There is no WebSocket here: pass that of the package ws.');
      const socket = open(baseUrl.replace(/^http/, 'ws') + REALTIME_PATH, SUBPROTOCOL);
      const session: Session = new Session(socket, clock, {
        onOpen: () => this.#introduce(session, token),
        onFrame: (frame) => this.#subscriptions.receive(frame),
        onEnd: (code, reason) => this.#ended(code, reason),
      });
      this.#session = session;
      this.#token = token;
      this.#spentToken = undefined;
    } catch (cause) {
      if (turn !== this.#turn) return;
      const error = toPulseError(cause, 'connection_refused', 'The socket could not be opened.');
      trace.heard?.(this, error);
      if (!error.retryable) return this.#fail(error);
      logger.warn('Pulse: there is no user token yet.', error);
      this.#lose();
    }
  }

  #introduce(session: Session, token: string | undefined): void {
    const { apiKey, apiSecret } = this.#config;
    const credentials = token ? { token } : { secret: apiSecret as string };
    const idle = this.#idle;
    this.#toldIdle = idle;
    session.request(
      'connect',
      { key: apiKey, sdk: SDK, ...credentials, ...(idle && { idle }) },
      {
        ok: (answer) => {
          trace.heard?.(this, answer);
          this.#welcome(session, answer);
        },
        err: (error) => {
          // The end of the socket tells more than its unanswered request.
          if (session.ended) return;
          trace.heard?.(this, error);
          if (error.code === 'token_expired') this.#expired();
          else if (error.retryable) this.#lose(error.retryAfterMs);
          else this.#fail(error);
        },
      },
    );
  }

  #welcome(session: Session, { exp, now }: ConnectOk): void {
    session.welcome();
    this.#timers.set('stable', STABLE_MS, () => {
      this.#attempts = 0;
      this.#expiredTokens = 0;
    });
    // The server's clock, not the device's, says when the token ends.
    if (exp && this.#tokens?.renewable) this.#planRefresh(session, this.#tokens, Date.parse(exp), Date.parse(now));
    const event = this.#everWelcomed ? 'resumed' : 'welcomed';
    this.#everWelcomed = true;
    if (!this.#move(event) || session.ended) return;
    this.#subscriptions.attach(session);
    this.#settle();
  }

  #settle(): void {
    if (this.#subscriptions.settled) this.#move('recovered');
  }

  #planRefresh(session: Session, tokens: TokenSource, expiresAtMs: number, nowMs: number): void {
    const delayMs = aheadOf(expiresAtMs - nowMs);
    const warn = (error: unknown) =>
      session.ended || this.#config.logger.warn('Pulse: the user token could not be renewed.', error);
    const refresh = async () => {
      const token = await tokens.renew(this.#token as string);
      if (session.ended) return;
      if (token === this.#token) throw new Error('The tokenProvider answered the same token again.');
      const ok = ({ exp }: Answers['refresh']) => {
        this.#token = token;
        this.#planRefresh(session, tokens, Date.parse(exp), nowMs + delayMs);
      };
      session.request('refresh', { token }, { ok, err: warn });
    };
    const timerMs = Math.min(Math.max(delayMs, MIN_REFRESH_MS), MAX_TIMER_MS);
    this.#timers.set('refresh', timerMs, () => void refresh().catch(warn));
  }

  #ended(code: number, reason: string): void {
    trace.heard?.(this, code, reason);
    if (code === CLOSE.tokenExpired) this.#expired();
    else if (!isFinalClose(code)) this.#lose();
    else
      this.#fail(
        createError({
          code: FINAL_CODES[code] ?? 'connection_refused',
          message: `The server ended the connection for good: ${code} ${reason}`,
        }),
      );
  }

  #expired(): void {
    this.#spentToken = this.#token;
    const message = 'The tokenProvider gives tokens that have ended: make new ones.';
    if (++this.#expiredTokens > EXPIRED_TOKENS) this.#fail(createError({ code: 'token_provider_failed', message }));
    else this.#lose(0);
  }

  #lose(delayMs?: number): void {
    if (!this.#leave()) return;
    // Without a network a try is wasted, and `online` makes the next one; but devices err.
    if (this.#offline || this.#config.lifecycle.isOnline?.() === false) this.#retryIn(BACKOFF.capMs);
    else this.#retryIn(delayMs ?? fullJitter(this.#attempts++, BACKOFF, this.#config.random));
  }

  #retryIn(ms: number): void {
    this.#timers.set('retry', ms, () => this.#connect('retry'));
  }

  #leave(): boolean {
    this.#drop();
    return this.#move('lost');
  }

  #fail(error: PulseError): void {
    this.#drop();
    // Tried again, it is with another token where there can be one.
    if (this.#tokens?.renewable) this.#spentToken = this.#token;
    this.#error = error;
    if (this.#move('refused')) this.#subscriptions.fail(error);
  }

  #drop(): void {
    this.#turn++;
    this.#timers.endAll();
    this.#session?.end();
    this.#session = null;
    this.#toldIdle = null;
    this.#subscriptions.detach();
  }

  #wake(reason: WakeReason): void {
    const session = this.#session;
    const stale = session && this.#config.clock.now() - session.lastFrameAt > STALE_MS;
    // Back online, the device has other addresses, or the way between has forgotten the socket.
    if (stale || (reason === 'online' && this.#offline && session)) this.#leave();
    if (reason === 'online') this.#offline = false;
    this.#attempts = 0;
    this.#connect('retry');
    // The provider may have failed for want of a network only.
    if (this.#error?.code === 'token_provider_failed') this.#connect('revive');
  }

  #sleep(reason: SleepReason): void {
    if (reason === 'offline') {
      // The present socket stays until it proves dead: devices err about being offline.
      this.#offline = true;
      if (this.#state === 'waiting') this.#retryIn(BACKOFF.capMs);
      // Frozen, it could answer no heartbeat; another socket comes with `resume`, or late where nothing tells of that.
    } else if (this.#state !== 'waiting') this.#lose(BACKOFF.capMs);
  }
}
