import { type AnswerOf, type Operation, parseRoute, type RequestOf, type RouteLine } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { closedError, invalidRequest, needsCredentials, notPulse, toPulseError } from '../errors.js';
import { fullJitter } from '../lib/backoff.js';
import { sleep, within } from '../lib/deadline.js';
import { readRecord } from '../lib/read-record.js';
import type { CallOptions } from './call-options.js';
import { readProblem } from './problem.js';
import { LONGEST_WAIT_MS, RateGate } from './rate-gate.js';
import { routes } from './route-table.js';
import type { TokenSource } from './token-source.js';

export interface HttpOptions extends CallOptions {
  /** Of a `keyed` route; made where it is left out. */
  idempotencyKey?: string;
  /** Tried once and without waiting: not worth it later. */
  once?: boolean;
  /** In place of a JSON body. */
  raw?: RawBody;
}

/** Bytes of a media type, and how they are sent where not by `fetch`. */
export interface RawBody {
  type: string;
  bytes: Blob | Uint8Array<ArrayBuffer>;
  send?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
type Send = (signal: AbortSignal, token: string | undefined) => Promise<unknown>;

/**
 * HTTP calls by the protocol's table. Every route of it may be repeated (`keyed` ones under one `Idempotency-Key`,
 * the others by nature), so every call is: on network errors, timeouts, 408, 429 and 5xx. A 429 holds all
 * of them back.
 */
export class Http {
  readonly #config: Config;
  readonly #tokens: TokenSource | null;
  readonly #closing = new AbortController();
  readonly #gate: RateGate;
  readonly #loadRoutes: (() => Promise<unknown>) | undefined;

  /**
   * Without a token source and without a secret only the key is sent. `loadRoutes` is called for an operation that is
   * not in the table yet.
   */
  constructor(config: Config, tokens: TokenSource | null, loadRoutes?: () => Promise<unknown>) {
    this.#config = config;
    this.#tokens = tokens;
    this.#loadRoutes = loadRoutes;
    this.#gate = new RateGate(config);
  }

  /** Rejects with the problem's code, or `network_error`, `timeout`, `aborted`, `closed`, `invalid_config`. */
  async call<Op extends Operation>(
    operation: Op,
    request: RequestOf<Op>,
    options: HttpOptions = {},
  ): Promise<AnswerOf<Op>> {
    const { apiKey, apiSecret, baseUrl, clock, nextId } = this.#config;
    if (!routes[operation]) await this.#loadRoutes?.();
    const { method, path, keyed, callers } = parseRoute(routes[operation] as RouteLine);
    const { params, query, body } = request as Parts;
    const { idempotencyKey = nextId(), timeoutMs = this.#config.timeoutMs, raw } = options;
    const tokens = callers.includes('user') ? this.#tokens : null;
    const headers: Record<string, string> = { 'X-Pulse-Key': apiKey };
    if (callers.includes('server') && !tokens) {
      if (!apiSecret) throw needsCredentials(operation, callers.includes('user'));
      headers['X-Pulse-Secret'] = apiSecret;
    }
    if (raw || body !== undefined) headers['Content-Type'] = raw?.type ?? 'application/json';
    if (keyed) headers['Idempotency-Key'] = idempotencyKey;
    const url = baseUrl + fillPath(path, params) + toQuery(query);
    const init = { method, headers, body: raw?.bytes ?? JSON.stringify(body) ?? null };

    const send: Send = (signal, token) => {
      if (token) headers.Authorization = `Bearer ${token}`;
      return within({ clock, timeoutMs, signals: [signal] }, (bounded) =>
        this.#fetch(url, { ...init, signal: bounded }, raw?.send),
      );
    };
    return within({ clock, signals: [this.#closing.signal, options.signal] }, (signal) =>
      this.#repeat(send, tokens, options.once, signal),
    ) as Promise<AnswerOf<Op>>;
  }

  /** Ends every call, those under way and those to come, with `closed`. */
  close(): void {
    this.#closing.abort(closedError());
  }

  async #repeat(send: Send, tokens: TokenSource | null, once = false, signal: AbortSignal): Promise<unknown> {
    const { clock, maxRetries, random } = this.#config;
    let token = await tokens?.get();
    let renewed = false;
    for (let attempt = 0; ; ) {
      try {
        return await this.#gate.run(() => send(signal, token), signal, !once);
      } catch (error) {
        const failure = toPulseError(error, 'network_error', 'The server could not be reached.');
        const { code, retryable, retryAfterMs = 0 } = failure;
        if (code === 'token_expired' && token && !renewed) {
          renewed = true;
          token = await tokens?.renew(token);
          continue;
        }
        // Of a server that asks for more the error is passed on.
        const patient = !once && attempt < maxRetries && retryAfterMs <= LONGEST_WAIT_MS;
        if (!retryable || !patient || signal.aborted) throw failure;
        const delay = retryAfterMs + fullJitter(attempt++, this.#config, random);
        // A limit is waited for at the gate.
        if (code !== 'rate_limited') await sleep(clock, delay, signal);
      }
    }
  }

  async #fetch(url: string, init: RequestInit, ownSend: RawBody['send']): Promise<unknown> {
    const { clock, fetch = globalThis.fetch } = this.#config;
    const response = await (ownSend ?? fetch)(url, init);
    if (!response.ok) throw await readProblem(response, clock.now());
    const answer = readRecord(await response.text());
    if (!answer) throw notPulse();
    return answer;
  }
}

const fillPath = (path: string, params: Record<string, unknown> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    // An URL swallows these three, and would name another route.
    if (/^\.{0,2}$/.test(value)) throw invalidRequest(`${name} must not be '${value}'.`, name);
    return encodeURIComponent(value);
  });

function toQuery(query: Record<string, unknown> | undefined): string {
  // Without what is undefined.
  const pairs: Record<string, string> = JSON.parse(JSON.stringify(query ?? {}));
  const text = String(new URLSearchParams(pairs));
  return text && `?${text}`;
}
