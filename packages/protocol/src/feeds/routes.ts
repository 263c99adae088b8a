import type { Route } from '../route.js';

const callers = ['user', 'server'] as const;

export const feedRoutes = {
  addActivity: {
    method: 'POST',
    path: '/v1/feeds/:feedId/activities',
    idempotent: 'keyed',
    callers,
    status: 201,
  },
  listActivities: {
    method: 'GET',
    path: '/v1/feeds/:feedId',
    idempotent: 'always',
    callers,
    status: 200,
  },
  removeActivity: {
    method: 'DELETE',
    path: '/v1/feeds/:feedId/activities/:activityId',
    idempotent: 'keyed',
    callers,
    status: 200,
  },
  follow: {
    method: 'POST',
    path: '/v1/feeds/:feedId/follow',
    idempotent: 'keyed',
    callers,
    status: 201,
  },
  unfollow: {
    method: 'DELETE',
    path: '/v1/feeds/:feedId/unfollow',
    idempotent: 'keyed',
    callers,
    status: 200,
  },
  listFollowers: {
    method: 'GET',
    path: '/v1/feeds/:feedId/followers',
    idempotent: 'always',
    callers,
    status: 200,
  },
  listFollowing: {
    method: 'GET',
    path: '/v1/feeds/:feedId/following',
    idempotent: 'always',
    callers,
    status: 200,
  },
} as const satisfies Record<string, Route>;
