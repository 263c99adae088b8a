import type { Route } from '../route.js';

const callers = ['user', 'server'] as const;

export const feedRoutes = {
  addActivity: {
    method: 'POST',
    path: '/v1/feeds/:feedId/activities',
    idempotent: 'keyed',
    callers,
    status: 201,
    summary: 'Adds an activity to a feed and to every feed that follows it.',
  },
  listActivities: {
    method: 'GET',
    path: '/v1/feeds/:feedId',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Lists the activities of a feed and of the feeds that it follows, newest first.',
  },
  removeActivity: {
    method: 'DELETE',
    path: '/v1/feeds/:feedId/activities/:activityId',
    idempotent: 'keyed',
    callers,
    status: 200,
    summary: 'Deletes an activity from the feed that it was added to, and so from everywhere.',
  },
  follow: {
    method: 'POST',
    path: '/v1/feeds/:feedId/follow',
    idempotent: 'keyed',
    callers,
    status: 201,
    summary: 'Makes a feed follow another; a bare user id means its timeline, a bare target its user feed.',
  },
  unfollow: {
    method: 'DELETE',
    path: '/v1/feeds/:feedId/unfollow',
    idempotent: 'keyed',
    callers,
    status: 200,
    summary: 'Ends a follow; the activities that came through it leave the feed.',
  },
  listFollowers: {
    method: 'GET',
    path: '/v1/feeds/:feedId/followers',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Lists the feeds that follow this one, newest first; a bare user id means its user feed.',
  },
  listFollowing: {
    method: 'GET',
    path: '/v1/feeds/:feedId/following',
    idempotent: 'always',
    callers,
    status: 200,
    summary: 'Lists the feeds that this one follows, newest first; a bare user id means its timeline.',
  },
} as const satisfies Record<string, Route>;
