import { ApiError, problemResponse } from '@pulse-io/server';
import type { MockBackend } from '../mock-backend.js';
import { requestIdOf } from '../request-id.js';
import { CONTROL_ROUTES } from './control-routes.js';
import { controlState } from './control-state.js';
import { findHandler } from './find-handler.js';
import { isPicture } from './picture-routes.js';
import { refuseStrangers } from './refuse-strangers.js';

/** Answers what is asked of `/__mock`: in dev mode only, and with no CORS headers, so that no page of a stranger drives it. */
export async function handleControl(mock: MockBackend, request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const headers = new Headers({
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  try {
    if (!mock.devMode) {
      throw new ApiError(
        'dev_mode_only',
        'The controls exist in dev mode only, and never when NODE_ENV is production.',
      );
    }
    const url = new URL(request.url);
    if (!isPicture(url)) refuseStrangers(request, url);
    const { handle, params } = findHandler(CONTROL_ROUTES, request.method, url.pathname, headers);
    const response = await handle({ mock, request, url, params });
    for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  } catch (error) {
    return problemResponse(toApiError(error), requestId, headers);
  }
}

/** Ends the streams of events that are open: whoever closes the server would wait for them. */
export function endStreams(mock: MockBackend): void {
  for (const end of [...controlState(mock).streams]) end();
}

/** Whoever drives a mock is a developer, who is told what went wrong. */
function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const code = error instanceof RangeError ? 'invalid_request' : 'internal_error';
  return new ApiError(code, error instanceof Error ? error.message : String(error), { cause: error });
}
