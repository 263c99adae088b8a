import type { IncomingMessage } from 'node:http';
import { checkTarget, type TargetRules } from './check-target.js';
import { isPublicAddress } from './is-public-address.js';
import { requestPinned } from './pinned-request.js';
import { ACCEPTED_ENCODINGS, readResponse } from './read-response.js';
import { resolveHost } from './resolve-host.js';
import { SafeFetchError } from './safe-fetch-error.js';

export interface SafeFetchOptions {
  /** All addresses of a host; default: what the name servers say. */
  resolve?: (host: string) => Promise<readonly string[]>;
  /** Whether an address may be connected to; default: the public internet. */
  allow?: (address: string) => boolean;
  /** Default 80 and 443. */
  ports?: readonly number[];
}

export interface SafeRequest {
  /** Default GET. */
  method?: string;
  /** Cookies, credentials, `referer` and what belongs to the connection are left out. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Of the decoded answer; what is beyond is not read. Default 524,288. */
  maxBytes?: number;
  /** For all of it: names, redirects and the answer's body. Default 5,000. */
  timeoutMs?: number;
  /** Default 3. With 0, any redirect rejects. */
  maxRedirects?: number;
  /** Media types whose body is read; any other rejects. Default all. */
  types?: readonly string[];
  signal?: AbortSignal;
}

export interface SafeResponse {
  /** Where the answer came from, after redirects. */
  url: string;
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** The body was longer than `maxBytes`. */
  truncated: boolean;
}

/** Fetches an address that a stranger chose. Rejects with a SafeFetchError. */
export type SafeFetch = (url: string, request?: SafeRequest) => Promise<SafeResponse>;

const MAX_BYTES = 524_288;
const TIMEOUT_MS = 5_000;
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Redirects that keep the method and the body. */
const KEEPING: ReadonlySet<number> = new Set([307, 308]);

const LEFT_OUT =
  /^(?:cookie2?|authorization|proxy-.*|referer|origin|host|connection|keep-alive|te|trailer|transfer-encoding|content-length|upgrade|expect|accept-encoding)$/i;
/** What another host than the one that was asked may see of the caller's headers. */
const FOR_ALL = /^(?:accept|accept-language|user-agent|content-type)$/i;

/**
 * A fetch for addresses that strangers chose: only http(s) on few ports, only hosts whose every address is public, over
 * a connection to an address that was checked, and the same again for each redirect.
 */
export function createSafeFetch(options: SafeFetchOptions = {}): SafeFetch {
  const rules: TargetRules = {
    resolve: options.resolve ?? ((host) => resolveHost(host)),
    allow: options.allow ?? isPublicAddress,
    ports: new Set(options.ports ?? [80, 443]),
  };
  return async (url, request = {}) => {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      return await follow(url, { rules, request, signal });
    } catch (error) {
      if (timeout.aborted) throw new SafeFetchError('timeout', 'The server took too long.', error);
      if (signal.aborted) throw new SafeFetchError('aborted', 'The request was given up.', error);
      if (error instanceof SafeFetchError) throw error;
      throw new SafeFetchError('failed', 'The server could not be reached or did not speak HTTP.', error);
    }
  };
}

interface Fetching {
  rules: TargetRules;
  request: SafeRequest;
  signal: AbortSignal;
}

async function follow(start: string, { rules, request, signal }: Fetching): Promise<SafeResponse> {
  const { maxRedirects = MAX_REDIRECTS } = request;
  let { method = 'GET', body } = request;
  let headers = pick(request.headers ?? {}, (name) => !LEFT_OUT.test(name));
  let next = start;
  for (let redirects = 0; ; redirects++) {
    const target = await orAbort(checkTarget(next, rules), signal);
    const sent = { ...headers, 'accept-encoding': ACCEPTED_ENCODINGS };
    const response = await requestPinned(target, { method, headers: sent, body, signal });
    const location = readRedirect(response, target.url);
    if (location === null) return finish(response, target.url, request);
    response.destroy();
    if (redirects === maxRedirects) {
      throw new SafeFetchError('too_many_redirects', `More than ${maxRedirects} redirects are not followed.`);
    }
    if (!KEEPING.has(response.statusCode ?? 0) && method !== 'HEAD') {
      method = 'GET';
      body = undefined;
      headers = pick(headers, (name) => name.toLowerCase() !== 'content-type');
    }
    if (location.origin !== target.url.origin) headers = pick(headers, (name) => FOR_ALL.test(name));
    next = location.href;
  }
}

/** Where an answer points to, or null when it is the end. */
function readRedirect(response: IncomingMessage, from: URL): URL | null {
  const { location } = response.headers;
  if (location === undefined || !REDIRECTS.has(response.statusCode ?? 0)) return null;
  // Header bytes arrive as Latin-1, and are UTF-8 where somebody forgot to escape.
  const text = Buffer.from(location, 'latin1').toString();
  if (!URL.canParse(text, from)) {
    response.destroy();
    throw new SafeFetchError('bad_url', 'The server redirects to what is no address.');
  }
  return new URL(text, from);
}

async function finish(response: IncomingMessage, url: URL, request: SafeRequest): Promise<SafeResponse> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (request.types && !request.types.includes(type)) {
    response.destroy();
    throw new SafeFetchError('bad_type', 'The answer is not of a media type that was asked for.');
  }
  const { body, truncated } = await readResponse(response, request.maxBytes ?? MAX_BYTES);
  return { url: url.href, status: response.statusCode ?? 0, headers, body, truncated };
}

const pick = (headers: Readonly<Record<string, string>>, keep: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => keep(name)));

/** A name server's answer cannot be taken back, but nobody has to wait for it. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
