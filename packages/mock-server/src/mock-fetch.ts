import type { Problem } from '@pulse-io/protocol';
import { ApiError, type Clock } from '@pulse-io/server';
import type { NewMockEvent } from './events/mock-event.js';
import { type ExpiredTokens, peekToken } from './faults/expired-tokens.js';
import type { FaultSource } from './faults/faults.js';
import { findOperation, plainPath } from './faults/route-name.js';
import { refuse, strikeCall } from './faults/strike-call.js';
import { requestIdOf } from './request-id.js';

export interface MockFetchDeps {
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  log(event: NewMockEvent): void;
  faults: FaultSource;
  expired: ExpiredTokens;
  /** The backend. */
  call(request: Request, info: { ip: string }): Promise<Response>;
}

const CREATES_TOKEN: ReadonlySet<string | null> = new Set(['createToken', 'createDevToken']);

/** Answers calls as the backend does, or as the faults will have it, and notes them. */
export function createMockFetch({ clock, random, log, faults, expired, call }: MockFetchDeps) {
  return async (request: Request, info: { ip: string }): Promise<Response> => {
    const began = performance.now();
    const { method } = request;
    // What a browser asks beforehand is no call of the app's.
    if (method === 'OPTIONS') return call(request, info);
    const { pathname, search } = new URL(request.url);
    const path = `${pathname}${search}`;
    const route = findOperation(method, plainPath(path));
    const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];

    const struck = faults.strikeCall({ method, path, route });
    const requestId = requestIdOf(request);
    const response = await strikeCall({ clock, random, faults: struck, requestId }, async () => {
      if (token !== undefined && expired.has(token)) {
        return refuse(new ApiError('token_expired', 'The user token has expired; get a new one.'), requestId);
      }
      const answer = await call(request, info);
      if (CREATES_TOKEN.has(route) && answer.ok && expired.asksAt(clock.now())) {
        expired.learn(((await answer.clone().json()) as { token: string }).token);
      }
      return answer;
    });

    log({
      kind: 'request',
      method,
      path,
      route,
      user: request.headers.has('x-pulse-secret')
        ? 'server'
        : token === undefined
          ? null
          : (peekToken(token)?.user ?? null),
      status: response.status,
      code: await readCode(response),
      ms: Math.round((performance.now() - began) * 100) / 100,
      requestId: response.headers.get('x-request-id'),
    });
    return response;
  };
}

async function readCode(response: Response): Promise<Problem['code'] | null> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return null;
  try {
    return ((await response.clone().json()) as Problem).code;
  } catch {
    // It was cut on purpose.
    return null;
  }
}
