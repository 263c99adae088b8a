import type { ErrorCode, Problem } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';
import { readRecord } from '../lib/read-record.js';

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
  const answer: Partial<Problem> | null = readRecord(await response.text().catch(() => ''));
  const {
    code = CODES[status] ?? (status >= 500 ? 'unavailable' : 'invalid_request'),
    detail = `The server answered ${status}.`,
    requestId = headers.get('x-request-id') ?? undefined,
    retryable,
    param,
    errors,
    // What does not say whether to try again is no problem of Pulse's, and its code none of ours.
  } = typeof answer?.retryable === 'boolean' ? answer : {};
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now);
  return createError({ code, message: detail, status, retryable, requestId, param, errors, retryAfterMs });
}
