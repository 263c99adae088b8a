import type { ServerFrame } from '@pulse-io/protocol';
import { type CaseResult, runConformance } from '../conformance.js';
import type { ConformanceBackend } from './conformance.test-kit.js';
import type { SocketEvent, WebSocketConstructor } from './options.js';

/** A request as it is answered. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  status: number;
  /** The answer's body; undefined where it is no JSON. */
  json: Record<string, unknown> | undefined;
  headers: Headers;
  /** What was sent. */
  request: Request;
}

/** What a broken server answers in its place; undefined for what it leaves alone. */
export type HttpMutation = (call: Call) => { status?: number; json?: unknown; headers?: HeadersInit } | undefined;
/** The frames that a broken server sends in the place of one. */
export type FrameMutation = (frame: ServerFrame) => object[];

/** A fetch whose server is broken in one way. */
export function breakFetch(fetch: typeof globalThis.fetch, mutate: HttpMutation): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await fetch(request.clone());
    const { pathname: path, searchParams: query } = new URL(request.url);
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
    const headers = new Headers(response.headers);
    const call = { method: request.method, path, query, status: response.status, json, headers, request };
    const change = mutate(call);
    const { status = response.status } = change ?? {};
    for (const [name, value] of new Headers(change?.headers)) headers.set(name, value);
    const body = change?.json === undefined ? text : JSON.stringify(change.json);
    return new Response(status === 204 || status === 304 ? null : body, { status, headers });
  };
}

/** A class of sockets whose server is broken in one way. */
export function breakSocket(Base: WebSocketConstructor, mutate: FrameMutation): WebSocketConstructor {
  return class extends Base {
    override addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void) {
      if (type !== 'message') return super.addEventListener(type, listener);
      super.addEventListener(type, ({ data }) => {
        for (const frame of mutate(JSON.parse(String(data)) as ServerFrame)) listener({ data: JSON.stringify(frame) });
      });
    }
  };
}

/** The cases that fail against a backend that is broken so, with what they say. */
export async function findFailures(
  { options }: ConformanceBackend,
  only: string | string[],
  broken: { http?: HttpMutation; frame?: FrameMutation },
): Promise<CaseResult[]> {
  const { results } = await runConformance({
    ...options,
    only,
    waitMs: 1_000,
    ...(broken.http ? { fetch: breakFetch(options.fetch, broken.http) } : {}),
    ...(broken.frame ? { WebSocket: breakSocket(options.WebSocket, broken.frame) } : {}),
  });
  return results.filter(({ status }) => status === 'failed');
}
