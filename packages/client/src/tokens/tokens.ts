import type {
  EdgeTokenValidation,
  NewToken,
  RevokedToken,
  RevokeToken,
  TokenCacheStats,
  TokenValidation,
  UserToken,
} from '@pulse-io/protocol';
import type { CallOptions } from '../transport/call-options.js';
import type { Http } from '../transport/http.js';

/** User tokens, for backends: without an apiSecret every call rejects with `invalid_config`. */
export class Tokens {
  readonly #http: Http;
  readonly #region: string | undefined;

  constructor(http: Http, region: string | undefined) {
    this.#http = http;
    this.#region = region;
  }

  /** Creates a token for a user; `region` is the client's where left out. Rejects with `invalid_request`. */
  create(input: NewToken, options?: CallOptions): Promise<UserToken> {
    const region = input.region ?? this.#region;
    return this.#http.call('createToken', { body: region ? { ...input, region } : input }, options);
  }

  /** Checks a token in full; one that does not do is `valid: false` with a reason, and no rejection. */
  validate(token: string, options?: CallOptions): Promise<TokenValidation> {
    return this.#http.call('validateToken', { body: { token } }, options);
  }

  /** Checks a token through the server's cache. */
  validateEdge(token: string, options?: CallOptions): Promise<EdgeTokenValidation> {
    return this.#http.call('validateTokenAtEdge', { body: { token } }, options);
  }

  /** Revokes one token, or with `{ identity }` all that the user was given before now. */
  revoke(what: RevokeToken, options?: CallOptions): Promise<RevokedToken> {
    return this.#http.call('revokeToken', { body: what }, options);
  }

  /** How the server's token cache fares. */
  cacheStats(options?: CallOptions): Promise<TokenCacheStats> {
    return this.#http.call('getTokenCacheStats', {}, options);
  }

  /** Makes the server's cache forget one token, or all of the project. */
  invalidateCache(token?: string, options?: CallOptions): Promise<{ invalidated: number }> {
    return this.#http.call('invalidateTokenCache', { body: token ? { token } : {} }, options);
  }
}
