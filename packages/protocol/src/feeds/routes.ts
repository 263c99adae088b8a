import type { RouteLine } from '../route.js';

export const feedRoutes = {
  addActivity: 'POST keyed /v1/feeds/:feedId/activities',
  listActivities: 'GET /v1/feeds/:feedId',
  removeActivity: 'DELETE keyed /v1/feeds/:feedId/activities/:activityId',
  follow: 'POST keyed /v1/feeds/:feedId/follow',
  unfollow: 'DELETE keyed /v1/feeds/:feedId/unfollow',
  listFollowers: 'GET /v1/feeds/:feedId/followers',
  listFollowing: 'GET /v1/feeds/:feedId/following',
} as const satisfies Record<string, RouteLine>;
