import type { Activity, CheckedRequest, Page } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';
import { paginate } from '../http/paginate.js';
import { requireReadable } from './feed-access.js';
import { listFeedItems } from './feed-item-store.js';

/** Lists a feed, newest first. Rejects with `not_found` or `invalid_cursor`. */
export function listActivities(
  ctx: Ctx,
  feed: string,
  query: CheckedRequest<'listActivities'>['query'],
): Promise<Page<Activity>> {
  requireReadable(ctx.caller, feed);
  return paginate(ctx, {
    list: 'activities',
    filters: [feed, query.ranking],
    query,
    read: ([time, activityId], limit) =>
      listFeedItems(ctx.db, {
        projectId: ctx.projectId,
        feed,
        after: time === undefined ? null : { time: Number(time), activityId: String(activityId) },
        limit,
      }),
    keyOf: ({ time, id }) => [Date.parse(time), id],
  });
}
