/**
 * Who may call a route: a backend with key and secret, a user with a token, anybody with a project's key,
 * or anybody at all.
 */
export type Caller = 'server' | 'user' | 'key' | 'anyone';

/**
 * What repeating a call does. `always`: nothing more than the first call did. `keyed`: nothing more, when both
 * carry the same `Idempotency-Key`. Calls that are neither do not exist.
 */
export type Idempotency = 'always' | 'keyed';

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters. */
  path: `/v1/${string}`;
  idempotent: Idempotency;
  callers: readonly Caller[];
  /** Status of success. */
  status: 200 | 201;
}
