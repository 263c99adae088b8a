import type { Activity } from '@pulse-io/protocol';
import type { Selectable } from 'kysely';
import { toTimestamp } from '../clock.js';
import type { ActivityTable } from '../storage/schema.js';
import type { ReadDb, Tx } from '../storage/storage.js';

type Row = Selectable<ActivityTable>;

/** Inserts an activity; false when its id is taken. */
export async function insertActivity(tx: Tx, projectId: string, activity: Activity): Promise<boolean> {
  const { target, foreignId, text } = activity;
  const row = await tx
    .insertInto('activity')
    .values({
      projectId,
      id: activity.id,
      feed: activity.feed,
      actor: activity.actor,
      verb: activity.verb,
      object: activity.object,
      target: target ?? null,
      foreignId: foreignId ?? null,
      time: Date.parse(activity.time),
      text: text ?? null,
      attachments: JSON.stringify(activity.attachments),
      mentions: JSON.stringify(activity.mentions),
      tags: JSON.stringify(activity.tags),
      custom: JSON.stringify(activity.custom),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findActivity(db: ReadDb, projectId: string, id: string): Promise<Activity | null> {
  const row = await db
    .selectFrom('activity')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toActivity(row) : null;
}

/**
 * The same inside a transaction that relies on the activity: on PostgreSQL nobody can delete it until the end,
 * on SQLite nobody else writes meanwhile.
 */
export async function lockActivity(
  tx: Tx,
  engine: 'sqlite' | 'postgres',
  projectId: string,
  id: string,
): Promise<Activity | null> {
  const query = tx.selectFrom('activity').selectAll().where('projectId', '=', projectId).where('id', '=', id);
  const row = await (engine === 'postgres' ? query.forShare() : query).executeTakeFirst();
  return row ? toActivity(row) : null;
}

/** Deletes an activity of a feed; false when there is none. */
export async function deleteActivity(tx: Tx, projectId: string, feed: string, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('activity')
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .where('feed', '=', feed)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export function toActivity(row: Omit<Row, 'projectId'>): Activity {
  return {
    id: row.id,
    feed: row.feed,
    actor: row.actor,
    verb: row.verb,
    object: row.object,
    ...(row.target === null ? {} : { target: row.target }),
    ...(row.foreignId === null ? {} : { foreignId: row.foreignId }),
    ...(row.text === null ? {} : { text: row.text }),
    time: toTimestamp(row.time),
    attachments: JSON.parse(row.attachments) as Activity['attachments'],
    mentions: JSON.parse(row.mentions) as string[],
    tags: JSON.parse(row.tags) as string[],
    custom: JSON.parse(row.custom) as Activity['custom'],
  };
}
