import type { Handlers } from '../http/handler.js';
import { addActivity } from './add-activity.js';
import { follow } from './follow.js';
import { listActivities } from './list-activities.js';
import { listFollowers, listFollowing } from './list-follows.js';
import { removeActivity } from './remove-activity.js';
import { unfollow } from './unfollow.js';

export const feedHandlers = {
  addActivity: (ctx, { params, body }) => addActivity(ctx, params.feedId, body),
  listActivities: async (ctx, { params, query }) => listActivities(ctx, params.feedId, query),
  removeActivity: (ctx, { params }) => removeActivity(ctx, params.feedId, params.activityId),
  follow: (ctx, { params, body }) => follow(ctx, params.feedId, body.target),
  unfollow: (ctx, { params, body }) => unfollow(ctx, params.feedId, body.target),
  listFollowers: (ctx, { params, query }) => listFollowers(ctx, params.feedId, query),
  listFollowing: (ctx, { params, query }) => listFollowing(ctx, params.feedId, query),
} satisfies Partial<Handlers>;
