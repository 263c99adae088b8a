/**
 * The closed table of error codes, shared by server and client.
 *
 * `status` is the HTTP status of the problem document; codes that only a client can raise have status 0.
 * `retryable` says whether the same call may succeed later without being changed.
 */
export const ERRORS = {
  invalid_request: { status: 400, retryable: false, title: 'The request is not valid' },
  invalid_json: { status: 400, retryable: false, title: 'The body is not valid JSON' },
  unknown_field: { status: 400, retryable: false, title: 'A field is not known' },
  invalid_cursor: { status: 400, retryable: false, title: 'The cursor is not valid for this list' },
  unauthenticated: { status: 401, retryable: false, title: 'Credentials are missing' },
  invalid_credentials: { status: 401, retryable: false, title: 'The API key or secret is wrong' },
  invalid_token: { status: 401, retryable: false, title: 'The user token is not valid' },
  token_expired: { status: 401, retryable: false, title: 'The user token has expired' },
  token_revoked: { status: 401, retryable: false, title: 'The user token was revoked' },
  forbidden: { status: 403, retryable: false, title: 'The caller may not do this' },
  forbidden_user: { status: 403, retryable: false, title: 'A user may act only as itself' },
  dev_mode_only: { status: 403, retryable: false, title: 'This call exists in dev mode only' },
  banned: { status: 403, retryable: false, title: 'The user is banned here' },
  muted: { status: 403, retryable: false, title: 'The user is muted here' },
  channel_frozen: { status: 403, retryable: false, title: 'Only moderators write in this channel now' },
  not_found: { status: 404, retryable: false, title: 'Not found' },
  method_not_allowed: { status: 405, retryable: false, title: 'The path does not answer this method' },
  conflict: { status: 409, retryable: false, title: 'This conflicts with what exists' },
  idempotency_in_progress: { status: 409, retryable: true, title: 'The first call with this key is still running' },
  body_too_large: { status: 413, retryable: false, title: 'The body is too large' },
  unsupported_media_type: { status: 415, retryable: false, title: 'A body of this type is not taken here' },
  idempotency_mismatch: { status: 422, retryable: false, title: 'This key was used with another request' },
  message_blocked: { status: 422, retryable: false, title: 'The message may not be sent' },
  slow_mode: { status: 429, retryable: false, title: 'The channel is in slow mode' },
  rate_limited: { status: 429, retryable: true, title: 'Too many requests' },
  internal_error: { status: 500, retryable: true, title: 'The server failed' },
  storage_unavailable: { status: 503, retryable: true, title: 'The storage cannot take this now' },
  unavailable: { status: 503, retryable: true, title: 'The server is shutting down' },
  bad_frame: { status: 400, retryable: false, title: 'The frame is not valid' },
  too_many_channels: { status: 400, retryable: false, title: 'Too many channels on one socket' },
  network_error: { status: 0, retryable: true, title: 'The server could not be reached' },
  timeout: { status: 0, retryable: true, title: 'The server did not answer in time' },
  aborted: { status: 0, retryable: false, title: 'The call was aborted' },
  closed: { status: 0, retryable: false, title: 'The client is closed' },
  connection_refused: { status: 0, retryable: false, title: 'The server refused the connection for good' },
  token_provider_failed: { status: 0, retryable: false, title: 'No usable user token could be had' },
  outbox_full: { status: 0, retryable: true, title: 'Too many writes wait to be sent' },
  invalid_config: { status: 0, retryable: false, title: 'The client is set up wrongly' },
} as const satisfies Record<string, { status: number; retryable: boolean; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** RFC 9457 problem document, the body of every HTTP error (`application/problem+json`). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  /** The field that is to blame, as a dotted path. */
  param?: string;
  /** Every field that is to blame, where there is more than one. */
  errors?: { param: string; detail: string }[];
  requestId: string;
  retryable: boolean;
}
