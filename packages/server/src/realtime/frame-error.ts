import type { FrameError } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';

/** What a caller may know of a failure: what went wrong inside is logged and never told. */
export function toApiError(
  error: unknown,
  deps: { storage: Pick<Storage, 'isUnavailable'>; logger: Logger },
): ApiError {
  if (error instanceof ApiError) return error;
  deps.logger.error('a realtime frame failed', {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return deps.storage.isUnavailable(error)
    ? new ApiError('storage_unavailable', 'The storage cannot be reached; try again.', { cause: error })
    : new ApiError('internal_error', 'The server failed; try again.', { cause: error });
}

export const toFrameError = ({ code, message, retryable, retryAfterSeconds }: ApiError): FrameError => ({
  code,
  message,
  retryable,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterMs: retryAfterSeconds * 1000 }),
});
