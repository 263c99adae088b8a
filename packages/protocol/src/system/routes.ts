import type { Route } from '../route.js';

const callers = ['anyone'] as const;

export const systemRoutes = {
  getHealth: {
    method: 'GET',
    path: '/v1/health',
    idempotent: 'always',
    callers,
    status: 200,
  },
  getOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    idempotent: 'always',
    callers,
    status: 200,
  },
} as const satisfies Record<string, Route>;
