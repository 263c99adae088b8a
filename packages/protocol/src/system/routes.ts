import type { Route } from '../route.js';

const callers = ['anyone'] as const;

export const systemRoutes = {
  getHealth: {
    method: 'GET',
    path: '/v1/health',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Answers while the server can reach its storage.',
  },
  getOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'This API as an OpenAPI 3.1 document.',
  },
} as const satisfies Record<string, Route>;
