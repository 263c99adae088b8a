import type { Problem } from '@pulse-io/protocol';
import { Failure } from '../failure.js';
import { shorten } from '../shorten.js';

/** A request and what came of it. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly sent: { headers: Headers; body: string | null };
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The body where it is UTF-8. */
  readonly text: string;
  /** The body where it is JSON; else undefined. */
  readonly json: unknown;
}

/** An exchange in one line. */
export function describeExchange({ method, path, sent, status, text }: Exchange): string {
  const body = sent.body === null ? '' : ` ${shorten(sent.body, 160)}`;
  return `${method} ${shorten(path, 200)}${body} → ${status}${text === '' ? ' with no body' : ` ${shorten(text)}`}`;
}

export function failExchange(exchange: Exchange, expected: string): never {
  throw new Failure(`expected ${expected}\n  of ${describeExchange(exchange)}`);
}

/** What an exchange has as its error's code; null where it is no problem document. */
export function codeOf({ json }: Exchange): Problem['code'] | null {
  return json !== null && typeof json === 'object' && 'code' in json ? (json.code as Problem['code']) : null;
}
