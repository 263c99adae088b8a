import { type Activity, feedChannel, type NewActivity, parseFeedId, SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import { lockChannels } from '../realtime/event-log.js';
import { findActivity, insertActivity } from './activity-store.js';
import { insertFanoutJob, isBeingRemoved } from './fanout-store.js';
import { requireOwned } from './feed-access.js';
import { insertFeedItems } from './feed-item-store.js';
import { hasFollowers } from './follow-store.js';

/**
 * Adds an activity to a feed; feeds that follow get it off the request. An id that the caller made is good for
 * one activity: the same one again is answered as it stands. Rejects with `not_found`, `forbidden_user`,
 * `forbidden`, `body_too_large` or `conflict`.
 */
export async function addActivity(ctx: Ctx, feed: string, input: NewActivity): Promise<Activity> {
  requireOwned(ctx.caller, feed);
  requireOwnActor(ctx, input.actor);
  if (input.time !== undefined && ctx.caller.kind !== 'server') {
    throw new ApiError('forbidden', 'Only server credentials may say when an activity happened.', { param: 'time' });
  }
  const { projectId, services } = ctx;
  const activity: Activity = {
    id: input.id ?? services.nextId(),
    feed,
    actor: input.actor,
    verb: input.verb,
    object: input.object,
    ...(input.target === undefined ? {} : { target: input.target }),
    ...(input.foreignId === undefined ? {} : { foreignId: input.foreignId }),
    ...(input.text === undefined ? {} : { text: input.text }),
    time: input.time ?? toTimestamp(ctx.now()),
    attachments: input.attachments ?? [],
    mentions: input.mentions ?? [],
    tags: input.tags ?? [],
    custom: input.custom ?? {},
  };
  if (new TextEncoder().encode(JSON.stringify(activity)).length > SERVER_LIMITS.activityBytes) {
    throw new ApiError(
      'body_too_large',
      `An activity may be ${SERVER_LIMITS.activityBytes} bytes as JSON; link to more.`,
    );
  }
  const added = await ctx.write(async ({ db, emit }) => {
    if (input.id !== undefined && (await isBeingRemoved(db, projectId, activity.id))) throw idTaken();
    if (!(await insertActivity(db, projectId, activity))) return whatStands(ctx, db, activity);
    const time = Date.parse(activity.time);
    await insertFeedItems(db, [{ projectId, feed, activityId: activity.id, time, origin: feed }]);
    // Whoever begins to follow meanwhile waits for this, and copies the activity itself.
    await lockChannels(db, projectId, [feedChannel(feed)]);
    if (await hasFollowers(db, projectId, feed)) {
      await insertFanoutJob(db, {
        id: services.nextId(),
        projectId,
        kind: 'add',
        activityId: activity.id,
        origin: feed,
      });
    }
    emit({ ch: feedChannel(feed), type: 'feed.activity.added', data: { feed, activity } });
    return activity;
  });
  services.fanout.wake();
  return added;
}

function requireOwnActor({ caller }: Ctx, actor: string): void {
  if (caller.kind !== 'user') return;
  const named = parseFeedId(actor);
  // A bare name has no colon: `user:bob` is bob's, also where somebody's identity reads like that.
  const who = named === null ? actor : named.group === 'user' ? named.id : null;
  if (who !== caller.identity) {
    throw new ApiError('forbidden_user', `The token belongs to ${caller.identity}, who cannot post as ${actor}.`, {
      param: 'actor',
    });
  }
}

/** The activity that has the id already, if this call could be the one that made it. */
async function whatStands(ctx: Ctx, db: Parameters<typeof findActivity>[0], wanted: Activity): Promise<Activity> {
  const stands = await findActivity(db, ctx.projectId, wanted.id);
  if (stands && JSON.stringify({ ...stands, time: '' }) === JSON.stringify({ ...wanted, time: '' })) return stands;
  throw idTaken();
}

const idTaken = () =>
  new ApiError('conflict', 'Another activity has or had this id; let the id be made anew.', { param: 'id' });
