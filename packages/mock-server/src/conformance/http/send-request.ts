import { codeOf, type Exchange } from './exchange.js';
import type { Wire } from './wire.js';

export interface RawRequest {
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | null;
}

/** Waits of a rate limit that are sat out before it is taken for the answer. */
const RETRIES = 5;

/** Sends a request; one that the server's rate limit refuses is sent again when it says so. */
export async function sendRequest(
  wire: Wire,
  method: string,
  path: string,
  { headers = {}, body = null }: RawRequest = {},
): Promise<Exchange> {
  for (let retry = 0; ; retry++) {
    const exchange = await sendOnce(wire, method, path, new Headers(headers), body);
    if (codeOf(exchange) !== 'rate_limited' || retry === RETRIES) return exchange;
    await wire.pause(Number(exchange.headers.get('retry-after') ?? 1) * 1000);
  }
}

async function sendOnce(
  { baseUrl, fetch, signal }: Wire,
  method: string,
  path: string,
  headers: Headers,
  body: string | Uint8Array<ArrayBuffer> | null,
): Promise<Exchange> {
  const response = await fetch(`${baseUrl}${path}`, { method, headers, body, signal, redirect: 'manual' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const sent = { headers, body: typeof body === 'string' ? body : body && `<${body.byteLength} bytes>` };
  return { method, path, sent, status: response.status, headers: response.headers, bytes, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
