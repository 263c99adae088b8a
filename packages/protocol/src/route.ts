/**
 * Who may call a route: a backend with key and secret, a user with a token, anybody with a project's key,
 * or anybody at all.
 */
export type Caller = 'server' | 'user' | 'key' | 'anyone';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * A route in one line: its method, `keyed` where repeating a call does no more than the first one when both carry
 * the same `Idempotency-Key` (where the word is missing, no repetition ever does), the only caller unless users and
 * backends may call, and its path with `:name` for parameters.
 */
export type RouteLine = `${Method} ${'' | 'keyed '}${'' | 'server ' | 'key ' | 'anyone '}/v1/${string}`;

/** What a line says. */
export interface Route {
  method: Method;
  path: `/v1/${string}`;
  keyed: boolean;
  callers: readonly Caller[];
}

export function parseRoute(line: RouteLine): Route {
  const [, method, keyed, caller, path] = /(\S+) (keyed )?(?:(\w+) )?(\S+)/.exec(line) ?? [];
  return { method, path, keyed: keyed !== undefined, callers: caller ? [caller] : ['user', 'server'] } as Route;
}
