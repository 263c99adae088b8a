import { type AnswerOf, type Operation, type RequestOf, readRoute } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { closedError, invalidConfig, invalidRequest, toPulseError } from '../errors.js';
import { fullJitter } from '../lib/backoff.js';
import { sleep, within } from '../lib/deadline.js';
import type { CallOptions } from './call-options.js';
import { readProblem } from './problem.js';
import { LONGEST_WAIT_MS, RateGate } from './rate-gate.js';
import type { TokenSource } from './token-source.js';

export interface HttpOptions extends CallOptions {
  /** Of a `keyed` route; made where it is left out. */
  idempotencyKey?: string;
  /** Fewer tries than the client's, for what is not worth it later. */
  maxRetries?: number;
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

  /** Without a token source and without a secret only the key is sent. */
  constructor(config: Config, tokens: TokenSource | null) {
    this.#config = config;
    this.#tokens = tokens;
    this.#gate = new RateGate(config);
  }

  /** Rejects with the problem's code, or `network_error`, `timeout`, `aborted`, `closed`, `invalid_config`. */
  async call<Op extends Operation>(
    operation: Op,
    request: RequestOf<Op>,
    options: HttpOptions = {},
  ): Promise<AnswerOf<Op>> {
    const { apiSecret, clock, timeoutMs } = this.#config;
    const { method, path, keyed, callers } = readRoute(operation);
    const forUsers = callers.includes('user');
    const keyOnly = !forUsers && !callers.includes('server');
    if (!keyOnly && !apiSecret && !(forUsers && this.#tokens)) {
      const or = forUsers ? 'a tokenProvider, or ' : '';
      throw invalidConfig(`${operation} needs credentials: give PulseClient ${or}an apiSecret on a backend.`);
    }
    const { params, query, body } = request as Parts;
    const url = this.#config.baseUrl + fillPath(path, params) + toQuery(query);
    const headers: Record<string, string> = { 'X-Pulse-Key': this.#config.apiKey };
    if (apiSecret && !keyOnly) headers['X-Pulse-Secret'] = apiSecret;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (keyed) headers['Idempotency-Key'] = options.idempotencyKey ?? this.#config.nextId();
    const init = { method, headers, body: JSON.stringify(body) ?? null };

    const send: Send = (signal, token) => {
      if (token) headers.Authorization = `Bearer ${token}`;
      return within({ clock, timeoutMs: options.timeoutMs ?? timeoutMs, signals: [signal] }, (bounded) =>
        this.#fetch(url, { ...init, signal: bounded }),
      );
    };
    return within({ clock, signals: [this.#closing.signal, options.signal] }, (signal) =>
      this.#repeat(send, keyOnly ? null : this.#tokens, options.maxRetries, signal),
    ) as Promise<AnswerOf<Op>>;
  }

  /** Ends every call, those under way and those to come, with `closed`. */
  close(): void {
    this.#closing.abort(closedError());
  }

  async #repeat(
    send: Send,
    tokens: TokenSource | null,
    most: number | undefined,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { clock, random } = this.#config;
    const maxRetries = most ?? this.#config.maxRetries;
    // What is not worth it later does not wait either.
    const patient = most !== 0;
    let token = await tokens?.get();
    let renewed = false;
    for (let attempt = 0; ; ) {
      try {
        return await this.#gate.run(() => send(signal, token), signal, patient);
      } catch (error) {
        const failure = toPulseError(error, 'network_error', 'The server could not be reached.');
        if (signal.aborted) throw failure;
        if (failure.code === 'token_expired' && token && tokens && !renewed) {
          renewed = true;
          token = await tokens.renew(token);
          continue;
        }
        const { retryable, retryAfterMs = 0 } = failure;
        // Of a server that asks for more the error is passed on.
        if (!retryable || attempt >= maxRetries || retryAfterMs > LONGEST_WAIT_MS) throw failure;
        const delay = retryAfterMs + fullJitter(attempt++, this.#config, random);
        // A limit is waited for at the gate.
        if (failure.code !== 'rate_limited') await sleep(clock, delay, signal);
      }
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<unknown> {
    const fetch = this.#config.fetch ?? globalThis.fetch;
    const response = await fetch(url, init);
    if (!response.ok) throw await readProblem(response, this.#config.clock.now());
    return response.json();
  }
}

const fillPath = (path: string, params: Record<string, unknown> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    // An URL swallows these three, and would name another route.
    if (/^\.{0,2}$/.test(value)) {
      throw invalidRequest(`${name} must not be '${value}'.`, name);
    }
    return encodeURIComponent(value);
  });

function toQuery(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length > 0 ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}` : '';
}
