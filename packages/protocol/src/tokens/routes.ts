import type { Route } from '../route.js';

const callers = ['server'] as const;

export const tokenRoutes = {
  createToken: {
    method: 'POST',
    path: '/v1/tokens/create',
    idempotent: 'keyed',
    callers,
    status: 201,
    summary: 'Creates a user token that opens the Pulse API and, with a roomName, its LiveKit room.',
  },
  createDevToken: {
    method: 'POST',
    path: '/v1/tokens/dev',
    idempotent: 'keyed',
    callers: ['key'],
    status: 201,
    summary: 'Creates a user token for a bare key; only a server in dev mode answers.',
  },
  validateToken: {
    method: 'POST',
    path: '/v1/tokens/validate',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Checks a user token in full.',
  },
  validateTokenAtEdge: {
    method: 'POST',
    path: '/v1/tokens/validate/edge',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Checks a user token through the cache.',
  },
  getTokenCacheStats: {
    method: 'GET',
    path: '/v1/tokens/cache/stats',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Tells how the token cache fares.',
  },
  invalidateTokenCache: {
    method: 'POST',
    path: '/v1/tokens/cache/invalidate',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Forgets one cached token, or all of the project.',
  },
  revokeToken: {
    method: 'POST',
    path: '/v1/tokens/revoke',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Revokes one token, or every token that a user was given before now.',
  },
} as const satisfies Record<string, Route>;
