import { tokenRoutes } from '@pulse-io/protocol/tokens';
import type { Http } from '../transport/http.js';
import type { routes } from '../transport/route-table.js';
import type { Tokens } from './tokens.js';

/** The calls of tokens; brings their routes to the table, which is handed over since every page has it already. */
export function lateTokens(http: Http, region: string | undefined, table: typeof routes): Tokens {
  Object.assign(table, tokenRoutes);
  return {
    create: (input, options) =>
      http.call('createToken', { body: { ...(region !== undefined && { region }), ...input } }, options),
    validate: (token, options) => http.call('validateToken', { body: { token } }, options),
    validateEdge: (token, options) => http.call('validateTokenAtEdge', { body: { token } }, options),
    revoke: (what, options) => http.call('revokeToken', { body: what }, options),
    cacheStats: (options) => http.call('getTokenCacheStats', {}, options),
    invalidateCache: (token, options) => http.call('invalidateTokenCache', { body: token ? { token } : {} }, options),
  };
}
