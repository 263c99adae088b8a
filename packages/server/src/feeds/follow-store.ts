import type { Follow } from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { Engine, ReadDb, Tx } from '../storage/storage.js';

export async function findFollow(
  db: ReadDb,
  projectId: string,
  source: string,
  target: string,
): Promise<Follow | null> {
  const row = await db
    .selectFrom('follow')
    .select('createdAt')
    .where('projectId', '=', projectId)
    .where('source', '=', source)
    .where('target', '=', target)
    .executeTakeFirst();
  return row ? { source, target, createdAt: toTimestamp(row.createdAt) } : null;
}

/** Inserts a follow; false when it is there already. */
export async function insertFollow(tx: Tx, projectId: string, follow: Follow): Promise<boolean> {
  return (await insertFollows(tx, projectId, [follow])).length > 0;
}

/** Inserts follows; answers the sources of those that were not there. */
export async function insertFollows(tx: Tx, projectId: string, follows: readonly Follow[]): Promise<string[]> {
  const rows = await tx
    .insertInto('follow')
    .values(follows.map(({ createdAt, ...follow }) => ({ projectId, ...follow, createdAt: Date.parse(createdAt) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('source')
    .execute();
  return rows.map(({ source }) => source);
}

/** Deletes a follow; false when there is none. */
export async function deleteFollow(tx: Tx, projectId: string, source: string, target: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('follow')
    .where('projectId', '=', projectId)
    .where('source', '=', source)
    .where('target', '=', target)
    .returning('source')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The next followers of a feed, by name: the order of fan-out. On PostgreSQL they cannot unfollow before the
 * transaction ends, so that nothing arrives after the event that tells of an unfollow.
 */
export async function lockFollowers(
  tx: Tx,
  engine: Engine,
  { projectId, target, after, limit }: { projectId: string; target: string; after: string; limit: number },
): Promise<string[]> {
  const query = tx
    .selectFrom('follow')
    .select('source')
    .where('projectId', '=', projectId)
    .where('target', '=', target)
    .where('source', '>', after)
    .orderBy('source')
    .limit(limit);
  const rows = await (engine === 'postgres' ? query.forKeyShare() : query).execute();
  return rows.map(({ source }) => source);
}

export async function hasFollowers(db: ReadDb, projectId: string, target: string): Promise<boolean> {
  const row = await db
    .selectFrom('follow')
    .select('source')
    .where('projectId', '=', projectId)
    .where('target', '=', target)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where a page goes on: after this follow. */
export interface FollowPosition {
  createdAt: number;
  feed: string;
}

/** A page of the follows in which a feed is the source or the target, newest first. */
export async function listFollows(
  db: ReadDb,
  options: { projectId: string; feed: string; as: 'source' | 'target'; after: FollowPosition | null; limit: number },
): Promise<Follow[]> {
  const { projectId, feed, as, after, limit } = options;
  const other = as === 'source' ? 'target' : 'source';
  let query = db
    .selectFrom('follow')
    .select(['source', 'target', 'createdAt'])
    .where('projectId', '=', projectId)
    .where(as, '=', feed)
    .orderBy('createdAt', 'desc')
    .orderBy(other, 'desc')
    .limit(limit);
  if (after)
    query = query.where((eb) => eb(eb.refTuple('createdAt', other), '<', eb.tuple(after.createdAt, after.feed)));
  const rows = await query.execute();
  return rows.map(({ source, target, createdAt }) => ({ source, target, createdAt: toTimestamp(createdAt) }));
}
