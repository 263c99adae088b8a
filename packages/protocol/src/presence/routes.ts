import type { RouteLine } from '../route.js';

export const presenceRoutes = {
  setOnline: 'POST /v1/presence/online',
  setOffline: 'POST /v1/presence/offline',
  setActivity: 'POST /v1/presence/activity',
  setTyping: 'POST /v1/presence/typing',
  getPresence: 'GET /v1/presence/status/:userId',
  getPresenceBulk: 'GET /v1/presence/bulk',
  postPresenceBulk: 'POST /v1/presence/bulk',
  getRoomPresence: 'GET /v1/presence/room/:roomId',
} as const satisfies Record<string, RouteLine>;
