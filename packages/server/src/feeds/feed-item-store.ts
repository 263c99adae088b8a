import type { Activity } from '@pulse-io/protocol';
import { sql } from 'kysely';
import type { FeedItemTable } from '../storage/schema.js';
import type { ReadDb, Tx } from '../storage/storage.js';
import { toActivity } from './activity-store.js';

/** Puts activities into feeds; what is there already stays. Answers the feeds that gained one. */
export async function insertFeedItems(tx: Tx, items: readonly FeedItemTable[]): Promise<string[]> {
  if (items.length === 0) return [];
  const rows = await tx
    .insertInto('feedItem')
    .values(items)
    .onConflict((conflict) => conflict.doNothing())
    .returning('feed')
    .execute();
  return rows.map(({ feed }) => feed);
}

/** Where a page goes on: after this activity. */
export interface FeedPosition {
  time: number;
  activityId: string;
}

/**
 * A page of a feed, newest first. What was unfollowed or deleted is left out here too, so that it is gone at
 * once, whatever fan-out has still to do.
 */
export async function listFeedItems(
  db: ReadDb,
  { projectId, feed, after, limit }: { projectId: string; feed: string; after: FeedPosition | null; limit: number },
): Promise<Activity[]> {
  let query = db
    .selectFrom('feedItem as i')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.projectId', '=', 'i.projectId').onRef('a.id', '=', 'i.activityId'),
    )
    .select([
      'a.id',
      'a.feed',
      'a.actor',
      'a.verb',
      'a.object',
      'a.target',
      'a.foreignId',
      'a.time',
      'a.text',
      'a.attachments',
      'a.mentions',
      'a.tags',
      'a.custom',
    ])
    .where('i.projectId', '=', projectId)
    .where('i.feed', '=', feed)
    .where((eb) =>
      eb.or([
        eb('i.origin', '=', eb.ref('i.feed')),
        eb.exists(
          eb
            .selectFrom('follow as f')
            .select(sql`1`.as('one'))
            .whereRef('f.projectId', '=', 'i.projectId')
            .whereRef('f.source', '=', 'i.feed')
            .whereRef('f.target', '=', 'i.origin'),
        ),
      ]),
    )
    .orderBy('i.time', 'desc')
    .orderBy('i.activityId', 'desc')
    .limit(limit);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('i.time', 'i.activityId'), '<', eb.tuple(after.time, after.activityId)));
  }
  return (await query.execute()).map(toActivity);
}

/** Copies the newest activities of a feed into one that begins to follow it. */
export async function copyNewest(
  tx: Tx,
  { projectId, source, target, count }: { projectId: string; source: string; target: string; count: number },
): Promise<void> {
  await tx
    .insertInto('feedItem')
    .columns(['projectId', 'feed', 'activityId', 'time', 'origin'])
    .expression((eb) =>
      eb
        .selectFrom('feedItem')
        .select((inner) => ['projectId', inner.val(source).as('feed'), 'activityId', 'time', 'origin'])
        .where('projectId', '=', projectId)
        .where('feed', '=', target)
        .where('origin', '=', target)
        .orderBy('time', 'desc')
        .orderBy('activityId', 'desc')
        .limit(count),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The newest activities that were added to a feed itself: those that `copyNewest` copies. */
export async function listNewestOf(
  tx: Tx,
  { projectId, feed, count }: { projectId: string; feed: string; count: number },
): Promise<FeedPosition[]> {
  return tx
    .selectFrom('feedItem')
    .select(['activityId', 'time'])
    .where('projectId', '=', projectId)
    .where('feed', '=', feed)
    .where('origin', '=', feed)
    .orderBy('time', 'desc')
    .orderBy('activityId', 'desc')
    .limit(count)
    .execute();
}

/** Takes what came from one feed out of another. */
export async function deleteItemsOf(tx: Tx, projectId: string, feed: string, origin: string): Promise<void> {
  await tx
    .deleteFrom('feedItem')
    .where('projectId', '=', projectId)
    .where('feed', '=', feed)
    .where('origin', '=', origin)
    .execute();
}

/** The next feeds that hold an activity, by name. */
export async function listFeedsWith(
  tx: Tx,
  { projectId, activityId, after, limit }: { projectId: string; activityId: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('feedItem')
    .select('feed')
    .where('projectId', '=', projectId)
    .where('activityId', '=', activityId)
    .where('feed', '>', after)
    .orderBy('feed')
    .limit(limit)
    .execute();
  return rows.map(({ feed }) => feed);
}

export async function deleteItems(
  tx: Tx,
  projectId: string,
  activityId: string,
  feeds: readonly string[],
): Promise<void> {
  if (feeds.length === 0) return;
  await tx
    .deleteFrom('feedItem')
    .where('projectId', '=', projectId)
    .where('activityId', '=', activityId)
    .where('feed', 'in', feeds)
    .execute();
}
