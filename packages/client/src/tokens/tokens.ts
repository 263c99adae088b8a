import type {
  EdgeTokenValidation,
  NewToken,
  RevokedToken,
  RevokeToken,
  TokenCacheStats,
  TokenValidation,
  UserToken,
} from '@pulse-io/protocol';
import { late } from '../lib/late.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Http } from '../transport/http.js';
import { routes } from '../transport/route-table.js';

/** User tokens, for backends: without an apiSecret every call rejects with `invalid_config`. */
export interface Tokens {
  /** Creates a token for a user; `region` is the client's where left out. Rejects with `invalid_request`. */
  create(input: NewToken, options?: CallOptions): Promise<UserToken>;
  /** Checks a token in full; one that does not do is `valid: false` with a reason, and no rejection. */
  validate(token: string, options?: CallOptions): Promise<TokenValidation>;
  /** Checks a token through the server's cache. */
  validateEdge(token: string, options?: CallOptions): Promise<EdgeTokenValidation>;
  /** Revokes one token, or with `{ identity }` all that the user was given before now. */
  revoke(what: RevokeToken, options?: CallOptions): Promise<RevokedToken>;
  /** How the server's token cache fares. */
  cacheStats(options?: CallOptions): Promise<TokenCacheStats>;
  /** Makes the server's cache forget one token, or all of the project. */
  invalidateCache(token?: string, options?: CallOptions): Promise<{ invalidated: number }>;
}

export const TOKEN_METHODS = 'create validate validateEdge revoke cacheStats invalidateCache';

/** No page needs them, so their code is loaded with the first call. */
export const openTokens = (http: Http, region: string | undefined): Tokens =>
  late(TOKEN_METHODS, async () => (await import('./late-tokens.js')).lateTokens(http, region, routes));
