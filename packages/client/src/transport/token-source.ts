import type { TokenProvider } from '../config.js';
import { AuthError, createError, PulseError } from '../errors.js';
import { type Backoff, fullJitter } from '../lib/backoff.js';
import type { Clock } from '../lib/clock.js';
import { sleep, within } from '../lib/deadline.js';
import { readPayload } from './jwt.js';

const TRIES = 3;
const BACKOFF: Backoff = { baseMs: 500, capMs: 5_000 };
/** A token is replaced so long before its end, or at three quarters of a life shorter than four times that. */
const AHEAD_MS = 30_000;
/** Use of a fresh token that has ended by this device's clock, which may be wrong: the server judges. */
const DOUBTFUL_MS = 10_000;

export const aheadOf = (remainingMs: number): number => remainingMs - Math.min(AHEAD_MS, remainingMs / 4);

export interface TokenSourceOptions {
  token?: string | undefined;
  tokenProvider?: TokenProvider | undefined;
  clock: Clock;
  /** For one answer of the provider. */
  timeoutMs: number;
  random(): number;
}

/** The user's token: one request to the provider at a time, ahead of the token's end, with a bounded number of tries. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  readonly #closing = new AbortController();
  #current: string | undefined;
  #identity: string | undefined;
  #usableUntil = 0;
  #pending: Promise<string> | null = null;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
    if (options.token) this.#keep(options.token);
  }

  /** False when there is but one token and no provider. */
  get renewable(): boolean {
    return this.#options.tokenProvider !== undefined;
  }

  /** The user of the present token. */
  get identity(): string | undefined {
    return this.#identity;
  }

  /** The present token, or a new one where its end is near. Rejects with `token_provider_failed`. */
  async get(): Promise<string> {
    const current = this.#current;
    const usable = this.#options.clock.now() < this.#usableUntil || !this.renewable;
    return current && usable ? current : this.#request();
  }

  /** A token other than the one given, which the server refused or will soon. Rejects as `get` does. */
  async renew(old: string): Promise<string> {
    return this.#current === old ? this.#request() : this.get();
  }

  close(reason: PulseError): void {
    this.#closing.abort(reason);
  }

  #keep(token: string): void {
    const now = this.#options.clock.now();
    const { exp, sub } = readPayload(token);
    const remaining = typeof exp === 'number' ? exp * 1000 - now : Number.POSITIVE_INFINITY;
    this.#current = token;
    this.#identity = typeof sub === 'string' ? sub : undefined;
    this.#usableUntil = now + (remaining > 0 ? aheadOf(remaining) : DOUBTFUL_MS);
  }

  #request(): Promise<string> {
    this.#pending ??= this.#try().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #try(): Promise<string> {
    const { tokenProvider, clock, timeoutMs, random } = this.#options;
    const { signal } = this.#closing;
    if (!tokenProvider) {
      throw createError({ code: 'token_expired', message: 'The user token has ended: pass a tokenProvider.' });
    }
    for (let attempt = 0; ; ) {
      try {
        const token = await within({ clock, timeoutMs, signals: [signal] }, async () => tokenProvider());
        if (!token || typeof token !== 'string') throw new Error('it answered no text');
        this.#keep(token);
        return token;
      } catch (cause) {
        if (cause instanceof PulseError && !cause.retryable) throw cause;
        const message = `The tokenProvider failed: ${(cause as Error | null)?.message ?? cause}`;
        const details = { code: 'token_provider_failed', message, retryable: isOfNetwork(cause), cause } as const;
        if (attempt === TRIES - 1) throw new AuthError(details);
        await sleep(clock, fullJitter(attempt++, BACKOFF, random), signal);
      }
    }
  }
}

/** `fetch` rejects with a TypeError where it reaches nobody; other errors say so themselves, ours among them. */
const isOfNetwork = (cause: unknown): boolean =>
  cause instanceof TypeError || (cause as Partial<PulseError> | null)?.retryable === true;
