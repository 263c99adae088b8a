import { createUlid } from '@pulse-io/protocol';
import { invalidConfig } from './errors.js';
import type { Backoff } from './lib/backoff.js';
import { type Clock, systemClock } from './lib/clock.js';
import type { Logger } from './lib/logger.js';
import type { OutboxStoreFactory } from './outbox/outbox-store.js';
import { browserLifecycle, type Lifecycle } from './transport/lifecycle.js';
import type { WebSocketConstructor } from './transport/web-socket.js';

/** Answers a user token (a JWT) from the app's own backend. */
export type TokenProvider = () => Promise<string> | string;

export interface RetryOptions extends Partial<Backoff> {
  /** 0–3; 3 by default. */
  maxRetries?: number;
}

export interface OutboxOptions {
  /** Where unsent writes are kept: IndexedDB where there is one, else memory; or a store of the app's own. */
  store?: 'memory' | OutboxStoreFactory | undefined;
  /** Writes that may wait; 1,000 by default. */
  limit?: number | undefined;
}

export interface IdleOptions {
  /** Without input in any tab for so long, the user is away; 300,000 by default. */
  afterMs?: number | undefined;
}

export interface PulseClientOptions {
  /** The project's key, `pulse_key_…`. */
  apiKey: string;
  /** The project's secret, `pulse_secret_…`: on servers only. */
  apiSecret?: string | undefined;
  /** Asked for a user token at first use, ahead of its end, and when the server refuses it. */
  tokenProvider?: TokenProvider | undefined;
  /** A user token at hand; with a tokenProvider it is the first one. */
  token?: string | undefined;
  /**
   * The user to be against the mock server, with no token and no provider. Beside a tokenProvider it tells whose
   * unsent writes to show before there is a token.
   */
  identity?: string | undefined;
  /** Where tokens are made for, such as `us-east`. */
  region?: string | undefined;
  /** `http://localhost:8081` by default. */
  baseUrl?: string | undefined;
  /** How HTTP calls are repeated; false for never. */
  retry?: RetryOptions | false | undefined;
  /** How writes wait until the server has answered; false for not at all, which is the default with an apiSecret. */
  outbox?: OutboxOptions | false | undefined;
  /** Time for one try of an HTTP call; 10,000 ms by default. */
  timeoutMs?: number | undefined;
  fetch?: typeof fetch | undefined;
  /** Where there is no global one, such as `WebSocket` of the package `ws`. */
  WebSocket?: WebSocketConstructor | undefined;
  /** Whether the tabs of a user share one socket, where the platform can; in browsers they do by default. */
  tabs?: boolean | undefined;
  /** In pages, when the user counts as idle; false for never, or to call `presence.setIdle` instead. */
  idle?: IdleOptions | false | undefined;
  /** `console` by default. */
  logger?: Logger | undefined;
  clock?: Clock | undefined;
  /** Uniform in [0, 1). */
  random?: (() => number) | undefined;
  /** Tells when a lost connection is worth another try; the page's own signals by default. */
  lifecycle?: Lifecycle | undefined;
}

type AsGiven = 'apiKey' | 'apiSecret' | 'tokenProvider' | 'token' | 'region' | 'fetch' | 'WebSocket';

export interface Config extends Backoff, Readonly<Pick<PulseClientOptions, AsGiven>> {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  /** Null where writes do not wait. */
  readonly outbox: { readonly store?: OutboxOptions['store']; readonly limit: number } | null;
  readonly tabs: boolean;
  /** Null where nobody's input can be seen, or is not to be. */
  readonly idleMs: number | null;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  random(): number;
  nextId(): string;
}

const MAX_RETRIES = 3;

const check = (ok: unknown, message: string): void => {
  if (!ok) throw invalidConfig(message);
};

/** Checks the options and fills in what was left out; throws `invalid_config`. */
export function resolveConfig(options: PulseClientOptions): Config {
  const inBrowser = 'document' in globalThis;
  const { apiKey = '', apiSecret, tokenProvider, token, identity, region, retry = {}, timeoutMs = 10_000 } = options;
  const { clock = systemClock, random = Math.random, logger = console, lifecycle = browserLifecycle } = options;
  const { baseUrl = 'http://localhost:8081', tabs = inBrowser, outbox = !apiSecret && {}, idle = {} } = options;
  const { maxRetries = MAX_RETRIES, baseMs = 300, capMs = 5_000 } = retry || { maxRetries: 0 };
  const { store, limit = 1_000 } = outbox || {};
  const { afterMs = 300_000 } = idle || {};
  for (const [name, value] of Object.entries({ apiKey, apiSecret, token, identity, region, baseUrl })) {
    check(value === undefined || (value && typeof value === 'string'), `${name} must be a text.`);
  }
  check(!apiSecret || !inBrowser, 'apiSecret must not reach a browser: revoke it, and pass a tokenProvider.');
  check(!apiSecret || !(token || tokenProvider), 'apiSecret excludes token and tokenProvider.');
  check(!tokenProvider || typeof tokenProvider === 'function', 'tokenProvider must be a function.');
  check(/^https?:\/\/[^/?#]+[^?#]*$/.test(baseUrl), 'baseUrl must be like https://pulse.example.com.');
  check(maxRetries >= 0 && maxRetries <= MAX_RETRIES, 'retry.maxRetries must be 0 to 3.');
  check(timeoutMs > 0, 'timeoutMs must be above 0.');
  check(limit > 0, 'outbox.limit must be above 0.');
  check(afterMs > 0, 'idle.afterMs must be above 0.');
  return {
    ...options,
    clock,
    random,
    logger,
    lifecycle,
    tabs,
    idleMs: inBrowser && idle ? afterMs : null,
    timeoutMs,
    maxRetries,
    baseMs,
    capMs,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    outbox: outbox ? { store, limit } : null,
    nextId: createUlid({ now: () => clock.now(), random }),
  };
}
