/**
 * Why nothing was fetched: `bad_url` (not http(s), credentials), `bad_port`, `unresolved`, `private_address`,
 * `too_many_redirects`, `bad_type`, `bad_encoding`, `timeout`, `aborted`, `failed` (connection, TLS or HTTP).
 */
export type SafeFetchReason =
  | 'bad_url'
  | 'bad_port'
  | 'unresolved'
  | 'private_address'
  | 'too_many_redirects'
  | 'bad_type'
  | 'bad_encoding'
  | 'timeout'
  | 'aborted'
  | 'failed';

/** A request that was refused, or that had no answer. */
export class SafeFetchError extends Error {
  override readonly name = 'SafeFetchError';
  readonly reason: SafeFetchReason;

  constructor(reason: SafeFetchReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}
