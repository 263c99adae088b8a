import { type Follow, feedChannel, withGroup } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import { lockChannels } from '../realtime/event-log.js';
import { requireOwned, requireReadable } from './feed-access.js';
import { copyNewest } from './feed-item-store.js';
import { findFollow, insertFollow } from './follow-store.js';

/** Activities of the target that a new follower finds in its feed. */
export const BACKFILL = 100;

/** The feeds that a follow names: bare users mean the timeline that follows and the user feed that is followed. */
export const followNames = (feedId: string, target: string) => ({
  source: withGroup(feedId, 'timeline'),
  target: withGroup(target, 'user'),
});

/**
 * Makes a feed follow another and fills in the newest activities. A follow that stands is answered as it is.
 * Rejects with `not_found`, `forbidden_user` or `invalid_request`.
 */
export async function follow(ctx: Ctx, feedId: string, targetId: string): Promise<Follow> {
  const { source, target } = followNames(feedId, targetId);
  requireOwned(ctx.caller, source);
  requireReadable(ctx.caller, target);
  if (source === target) throw new ApiError('invalid_request', 'A feed cannot follow itself.', { param: 'target' });
  const { projectId } = ctx;
  const wanted = { source, target, createdAt: toTimestamp(ctx.now()) };
  return ctx.write(async ({ db, emit }) => {
    // Orders this against activities that are being added: each is either copied here or fanned out to us.
    await lockChannels(db, projectId, [feedChannel(source), feedChannel(target)]);
    if (!(await insertFollow(db, projectId, wanted)))
      return (await findFollow(db, projectId, source, target)) ?? wanted;
    await copyNewest(db, { projectId, source, target, count: BACKFILL });
    emit({ ch: feedChannel(source), type: 'feed.follow.created', data: wanted });
    emit({ ch: feedChannel(target), type: 'feed.follow.created', data: wanted });
    return wanted;
  });
}
