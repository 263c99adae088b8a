import { ApiError, type Clock, problemResponse } from '@pulse-io/server';
import type { CallFault } from './fault-schema.js';

export interface StrikeDeps {
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  faults: readonly CallFault[];
  requestId: string;
}

/** Does a call as its faults will have it: late, not at all, with another answer, or with none (`Response.error()`). */
export async function strikeCall(
  { clock, random, faults, requestId }: StrikeDeps,
  call: () => Promise<Response>,
): Promise<Response> {
  const find = <Kind extends CallFault['kind']>(kind: Kind) =>
    faults.find((fault): fault is Extract<CallFault, { kind: Kind }> => fault.kind === kind);
  const [latency, drop, fail] = [find('latency'), find('drop'), find('fail')];
  if (latency) {
    const { ms, jitterMs = 0 } = latency;
    const wait = ms + (random() * 2 - 1) * jitterMs;
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, wait));
  }
  if (drop && drop.when !== 'answer') return Response.error();
  if (fail) {
    const { code = 'unavailable', retryAfterSeconds } = fail;
    const error = new ApiError(code, 'The mock server was told to fail this call.', {
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
    return refuse(error, requestId);
  }
  const response = await call();
  if (drop) return Response.error();
  return find('truncate') ? cut(response) : response;
}

/** A problem that pages may read, as the backend's own answers. */
export function refuse(error: ApiError, requestId: string): Response {
  const headers = new Headers({
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Retry-After, X-Request-Id',
  });
  return problemResponse(error, requestId, headers);
}

async function cut(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(body.slice(0, body.byteLength >> 1), { status: response.status, headers });
}
