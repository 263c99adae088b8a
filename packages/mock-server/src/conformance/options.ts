import type { CaseResult } from './report.js';

/** What the suite reads of a socket's events. */
export interface SocketEvent {
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
}

/** What the suite needs of a WebSocket: the platform's own and the one of the package `ws` have it. */
export interface WebSocketLike {
  readonly protocol: string;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void): void;
}

export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocketLike;

export interface Credentials {
  apiKey: string;
  apiSecret: string;
}

export interface ConformanceOptions extends Credentials {
  /** Where the server is, such as `http://localhost:8081`. */
  baseUrl: string;
  fetch?: typeof fetch;
  WebSocket?: WebSocketConstructor;
  /** Areas, names, or beginnings of names that end in a slash or a dash; all cases where it is left out. */
  only?: string | readonly string[];
  /** Ends the run: what has not ended by then is not in the report, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Cases at a time; default 8. */
  concurrency?: number;
  /** How long anything may take that a server does off a request, or sends over a socket; default 5,000 ms. */
  waitMs?: number;
  /** Hears of each case when it has ended. */
  onResult?: (result: CaseResult) => void;
  /** Whether sockets of this WebSocket send an Origin, as those of pages do; by default told from there being a `location`. */
  sendsOrigin?: boolean;
  /** What the server signs tokens with, as `iss` and secret; without it, cases that need tokens of their own making are skipped. */
  signingKey?: { id: string; secret: string };
  /** Another project of the same server; without it, cases about what crosses projects are skipped. */
  otherProject?: Credentials;
}
