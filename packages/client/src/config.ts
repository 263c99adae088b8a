import { createUlid } from '@pulse-io/protocol';
import { invalidConfig } from './errors.js';
import type { Backoff } from './lib/backoff.js';
import { type Clock, systemClock } from './lib/clock.js';
import type { Logger } from './lib/logger.js';
import { browserLifecycle, type Lifecycle } from './transport/lifecycle.js';
import type { WebSocketConstructor } from './transport/web-socket.js';

/** Answers a user token (a JWT) from the app's own backend. */
export type TokenProvider = () => Promise<string> | string;

export interface RetryOptions extends Partial<Backoff> {
  /** 0–3; 3 by default. */
  maxRetries?: number;
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
  /** The user to be against the mock server, with no token and no provider. */
  identity?: string | undefined;
  /** Where tokens are made for, such as `us-east`. */
  region?: string | undefined;
  /** `http://localhost:8081` by default. */
  baseUrl?: string | undefined;
  /** How HTTP calls are repeated; false for never. */
  retry?: RetryOptions | false | undefined;
  /** Time for one try of an HTTP call; 10,000 ms by default. */
  timeoutMs?: number | undefined;
  fetch?: typeof fetch | undefined;
  /** Where there is no global one, such as `WebSocket` of the package `ws`. */
  WebSocket?: WebSocketConstructor | undefined;
  /** `console` by default. */
  logger?: Logger | undefined;
  clock?: Clock | undefined;
  /** Uniform in [0, 1). */
  random?: (() => number) | undefined;
  /** Tells when a lost connection is worth another try; the page's own signals by default. */
  lifecycle?: Lifecycle | undefined;
}

export interface Config extends Backoff {
  readonly apiKey: string;
  readonly apiSecret: string | undefined;
  readonly tokenProvider: TokenProvider | undefined;
  readonly token: string | undefined;
  readonly region: string | undefined;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch | undefined;
  readonly WebSocket: WebSocketConstructor | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  random(): number;
  nextId(): string;
}

const MAX_RETRIES = 3;
const RETRY: Backoff = { baseMs: 300, capMs: 5_000 };

const check = (ok: unknown, message: string): void => {
  if (!ok) throw invalidConfig(message);
};

/** Checks the options and fills in what was left out; throws `invalid_config`. */
export function resolveConfig(options: PulseClientOptions): Config {
  const { apiKey, apiSecret, tokenProvider, token, retry, timeoutMs = 10_000 } = options;
  const { clock = systemClock, random = Math.random, baseUrl = 'http://localhost:8081' } = options;
  const texts = { apiKey, apiSecret, token, identity: options.identity, region: options.region, baseUrl };
  check(apiKey, 'apiKey is missing: pass the key of your project.');
  for (const [name, value] of Object.entries(texts)) {
    check(value === undefined || (value && typeof value === 'string'), `${name} must be a text, or left out.`);
  }
  check(
    !apiSecret || typeof window === 'undefined' || typeof document === 'undefined',
    'apiSecret must never reach a browser: pass a tokenProvider that asks your backend, and revoke this secret.',
  );
  check(!apiSecret || !(token || tokenProvider), 'apiSecret excludes token and tokenProvider: pass one of them.');
  check(!tokenProvider || typeof tokenProvider === 'function', 'tokenProvider must be a function.');
  check(/^https?:\/\/[^/?#]+[^?#]*$/.test(baseUrl), 'baseUrl must be an address such as https://pulse.example.com.');
  const { maxRetries = MAX_RETRIES, ...delays } = retry || { maxRetries: retry === false ? 0 : MAX_RETRIES };
  check(maxRetries >= 0 && maxRetries <= MAX_RETRIES, 'retry.maxRetries must be 0 to 3.');
  check(timeoutMs > 0, 'timeoutMs must be above 0.');
  return {
    apiKey,
    apiSecret,
    tokenProvider,
    token,
    region: options.region,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...RETRY,
    ...delays,
    maxRetries,
    timeoutMs,
    fetch: options.fetch,
    WebSocket: options.WebSocket,
    logger: options.logger ?? console,
    clock,
    lifecycle: options.lifecycle ?? browserLifecycle,
    random,
    nextId: createUlid({ now: () => clock.now(), random }),
  };
}
