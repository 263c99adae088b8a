import type { Route } from '../route.js';

const callers = ['user', 'server'] as const;

export const presenceRoutes = {
  setOnline: {
    method: 'POST',
    path: '/v1/presence/online',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Makes a user online, away or busy; without a socket this holds for 75 seconds.',
  },
  setOffline: {
    method: 'POST',
    path: '/v1/presence/offline',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Makes a user offline at once, also with sockets open.',
  },
  setTyping: {
    method: 'POST',
    path: '/v1/presence/typing',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Tells a room that a user starts or stops typing; it ends by itself after 7 seconds.',
  },
  getPresence: {
    method: 'GET',
    path: '/v1/presence/status/:userId',
    idempotent: 'always',
    callers,
    status: 200,
    summary: "Reads a user's presence.",
  },
  getPresenceBulk: {
    method: 'GET',
    path: '/v1/presence/bulk',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Reads the presence of up to 500 users, named in `ids` and parted by commas.',
  },
  postPresenceBulk: {
    method: 'POST',
    path: '/v1/presence/bulk',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Reads the presence of up to 500 users, named in the body.',
  },
} as const satisfies Record<string, Route>;
