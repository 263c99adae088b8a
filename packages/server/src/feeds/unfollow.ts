import { feedChannel, type Unfollowed } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';
import { requireOwned } from './feed-access.js';
import { deleteItemsOf } from './feed-item-store.js';
import { followNames } from './follow.js';
import { deleteFollow } from './follow-store.js';

/** Ends a follow; what came through it leaves the feed. Ending what is not there changes nothing. */
export async function unfollow(ctx: Ctx, feedId: string, targetId: string): Promise<Unfollowed> {
  const { source, target } = followNames(feedId, targetId);
  requireOwned(ctx.caller, source);
  const { projectId } = ctx;
  return ctx.write(async ({ db, emit }) => {
    const removed = await deleteFollow(db, projectId, source, target);
    if (removed) {
      await deleteItemsOf(db, projectId, source, target);
      emit({ ch: feedChannel(source), type: 'feed.follow.removed', data: { source, target } });
      emit({ ch: feedChannel(target), type: 'feed.follow.removed', data: { source, target } });
    }
    return { source, target, removed };
  });
}
