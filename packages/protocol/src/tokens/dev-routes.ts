import type { RouteLine } from '../route.js';

export const devTokenRoutes = {
  createDevToken: 'POST keyed key /v1/tokens/dev',
} as const satisfies Record<string, RouteLine>;
