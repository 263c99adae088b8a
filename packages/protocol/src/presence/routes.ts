import type { Route } from '../route.js';

const callers = ['user', 'server'] as const;

export const presenceRoutes = {
  setOnline: {
    method: 'POST',
    path: '/v1/presence/online',
    idempotent: 'always',
    callers,
    status: 200,
  },
  setOffline: {
    method: 'POST',
    path: '/v1/presence/offline',
    idempotent: 'always',
    callers,
    status: 200,
  },
  setTyping: {
    method: 'POST',
    path: '/v1/presence/typing',
    idempotent: 'always',
    callers,
    status: 200,
  },
  getPresence: {
    method: 'GET',
    path: '/v1/presence/status/:userId',
    idempotent: 'always',
    callers,
    status: 200,
  },
  getPresenceBulk: {
    method: 'GET',
    path: '/v1/presence/bulk',
    idempotent: 'always',
    callers,
    status: 200,
  },
  postPresenceBulk: {
    method: 'POST',
    path: '/v1/presence/bulk',
    idempotent: 'always',
    callers,
    status: 200,
  },
} as const satisfies Record<string, Route>;
