import { feedChannel, type RemovedActivity } from '@pulse-io/protocol';
import { notFound } from '../api-error.js';
import type { Ctx } from '../context.js';
import { deleteActivity } from './activity-store.js';
import { insertFanoutJob } from './fanout-store.js';
import { requireOwned } from './feed-access.js';
import { deleteItems } from './feed-item-store.js';

/** Deletes an activity from the feed that it was added to; it is gone from every feed at once. */
export async function removeActivity(ctx: Ctx, feed: string, activityId: string): Promise<RemovedActivity> {
  requireOwned(ctx.caller, feed);
  const { projectId, services } = ctx;
  const removed = await ctx.write(async ({ db, emit }) => {
    if (!(await deleteActivity(db, projectId, feed, activityId))) throw notFound(`The activity ${activityId}`);
    await deleteItems(db, projectId, activityId, [feed]);
    const jobId = services.nextId();
    await insertFanoutJob(db, { id: jobId, projectId, kind: 'remove', activityId, origin: feed });
    emit({ ch: feedChannel(feed), type: 'feed.activity.removed', data: { feed, activityId } });
    return { id: activityId, removed: true as const };
  });
  services.fanout.wake();
  return removed;
}
