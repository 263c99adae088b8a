import type { Route } from '../route.js';

const callers = ['server'] as const;

export const tokenRoutes = {
  createToken: {
    method: 'POST',
    path: '/v1/tokens/create',
    idempotent: 'keyed',
    callers,
    status: 201,
  },
  createDevToken: {
    method: 'POST',
    path: '/v1/tokens/dev',
    idempotent: 'keyed',
    callers: ['key'],
    status: 201,
  },
  validateToken: {
    method: 'POST',
    path: '/v1/tokens/validate',
    idempotent: 'always',
    callers,
    status: 200,
  },
  validateTokenAtEdge: {
    method: 'POST',
    path: '/v1/tokens/validate/edge',
    idempotent: 'always',
    callers,
    status: 200,
  },
  getTokenCacheStats: {
    method: 'GET',
    path: '/v1/tokens/cache/stats',
    idempotent: 'always',
    callers,
    status: 200,
  },
  invalidateTokenCache: {
    method: 'POST',
    path: '/v1/tokens/cache/invalidate',
    idempotent: 'always',
    callers,
    status: 200,
  },
  revokeToken: {
    method: 'POST',
    path: '/v1/tokens/revoke',
    idempotent: 'always',
    callers,
    status: 200,
  },
} as const satisfies Record<string, Route>;
