import type { RouteLine } from '../route.js';

export const systemRoutes = {
  getHealth: 'GET anyone /v1/health',
  getOpenApi: 'GET anyone /v1/openapi.json',
} as const satisfies Record<string, RouteLine>;
