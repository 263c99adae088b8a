import type { RouteLine } from '../route.js';

export const tokenRoutes = {
  createToken: 'POST keyed server /v1/tokens/create',
  validateToken: 'POST server /v1/tokens/validate',
  validateTokenAtEdge: 'POST server /v1/tokens/validate/edge',
  getTokenCacheStats: 'GET server /v1/tokens/cache/stats',
  invalidateTokenCache: 'POST server /v1/tokens/cache/invalidate',
  revokeToken: 'POST server /v1/tokens/revoke',
} as const satisfies Record<string, RouteLine>;
