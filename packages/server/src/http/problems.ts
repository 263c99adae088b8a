import { ERRORS, type Problem } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Services } from '../services.js';

/** Any error as one that may be told; what is ours to know goes to the log alone. */
export function toApiError(
  error: unknown,
  { storage, logger }: Pick<Services, 'storage' | 'logger'>,
  requestId: string,
): ApiError {
  if (error instanceof ApiError) return error;
  logger.error('a call failed', {
    requestId,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  if (storage.isUnavailable(error)) {
    return new ApiError(
      'storage_unavailable',
      'The server cannot reach or write its storage now. Try again later, with the same idempotency key: a write may have been done.',
      { retryAfterSeconds: 5 },
    );
  }
  return new ApiError('internal_error', 'The server failed; the request id names the entry in its log.');
}

export function toProblem(error: ApiError, requestId: string): Problem {
  return {
    type: `/docs#error-${error.code}`,
    title: ERRORS[error.code].title,
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(error.param === undefined ? {} : { param: error.param }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    requestId,
    retryable: error.retryable,
  };
}

export function problemResponse(error: ApiError, requestId: string, headers: Headers): Response {
  headers.set('content-type', 'application/problem+json');
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  return new Response(JSON.stringify(toProblem(error, requestId)), { status: error.status, headers });
}
