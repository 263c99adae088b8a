import type { ErrorCode, Problem } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';

/** For answers that are no problem document, such as a proxy's page. */
const CODES: Record<number, ErrorCode> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  408: 'timeout',
  413: 'body_too_large',
  429: 'rate_limited',
};

/** Reads `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Makes the error of an HTTP answer that is not a success. */
export async function readProblem(response: Response, now: number): Promise<PulseError> {
  const { status, headers } = response;
  const problem: Partial<Problem> = (await response.json().catch(() => null)) ?? {};
  return createError({
    code: problem.code ?? CODES[status] ?? (status >= 500 ? 'unavailable' : 'invalid_request'),
    message: problem.detail ?? problem.title ?? `The server answered ${status} without saying why.`,
    status,
    retryable: problem.retryable ?? (status === 408 || status === 429 || status >= 500),
    requestId: problem.requestId ?? headers.get('x-request-id') ?? undefined,
    param: problem.param,
    errors: problem.errors,
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), now),
  });
}
