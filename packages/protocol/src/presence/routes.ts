import type { RouteLine } from '../route.js';

export const presenceRoutes = {
  setOnline: 'POST /v1/presence/online',
  setOffline: 'POST /v1/presence/offline',
  setTyping: 'POST /v1/presence/typing',
  getPresence: 'GET /v1/presence/status/:userId',
  getPresenceBulk: 'GET /v1/presence/bulk',
  postPresenceBulk: 'POST /v1/presence/bulk',
} as const satisfies Record<string, RouteLine>;
