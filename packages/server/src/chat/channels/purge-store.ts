import { chatChannel } from '@pulse-io/protocol';
import type { Engine, ReadDb, Tx } from '../../storage/storage.js';

/** Rows of one transaction: a few ms, so that nothing else waits for long. */
const CHUNK = 500;

/** A deleted channel that has left rows behind. */
export interface Purged {
  projectId: string;
  channelId: string;
}

/** The one after another, by project and id; null at the end. */
export async function nextPurge(db: ReadDb, after: Purged | null): Promise<Purged | null> {
  const query = db
    .selectFrom('chatChannel')
    .select(['projectId', 'id as channelId'])
    .where('deletedAt', 'is not', null)
    .where('purgedAt', 'is', null)
    .orderBy('projectId')
    .orderBy('id')
    .limit(1);
  const { projectId, channelId } = after ?? { projectId: '', channelId: '' };
  const row = await query
    .where((eb) => eb(eb.refTuple('projectId', 'id'), '>', eb.tuple(projectId, channelId)))
    .executeTakeFirst();
  return row ?? null;
}

/** Takes a channel for this transaction; false when another process holds it or is done. */
export async function holdPurge(tx: Tx, engine: Engine, { projectId, channelId }: Purged): Promise<boolean> {
  const query = tx
    .selectFrom('chatChannel')
    .select('id')
    .where('projectId', '=', projectId)
    .where('id', '=', channelId)
    .where('deletedAt', 'is not', null)
    .where('purgedAt', 'is', null);
  return (await (engine === 'postgres' ? query.forUpdate().skipLocked() : query).executeTakeFirst()) !== undefined;
}

/** Nothing but the taken id is left, and no event that somebody could recover. */
export async function setPurged(tx: Tx, { projectId, channelId }: Purged, now: number): Promise<void> {
  await tx
    .deleteFrom('event')
    .where('projectId', '=', projectId)
    .where('channel', '=', chatChannel(channelId))
    .execute();
  await tx
    .updateTable('chatChannel')
    .set({ purgedAt: now, name: null, nameKey: '', custom: '{}', blockList: '[]' })
    .where('projectId', '=', projectId)
    .where('id', '=', channelId)
    .execute();
}

/** Deletes a chunk of what is kept by user; false when there was nothing. */
export async function deleteByUser(
  tx: Tx,
  table: 'chatRestriction' | 'chatRead' | 'chatDraft',
  { projectId, channelId }: Purged,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom(table)
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', 'in', (eb) =>
      eb
        .selectFrom(table)
        .select('userId')
        .where('projectId', '=', projectId)
        .where('channelId', '=', channelId)
        .limit(CHUNK),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes a chunk of messages, or of the reactions to them, which go first; false when there was nothing. */
export async function deleteMessages(tx: Tx, { projectId, channelId }: Purged): Promise<boolean> {
  const rows = await tx
    .selectFrom('chatMessage')
    .select('id')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .limit(CHUNK)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return false;
  if (await deleteReactions(tx, projectId, ids)) return true;
  for (const table of ['chatMention', 'chatSearch'] as const) {
    await tx.deleteFrom(table).where('projectId', '=', projectId).where('messageId', 'in', ids).execute();
  }
  await tx.deleteFrom('chatMessage').where('projectId', '=', projectId).where('id', 'in', ids).execute();
  return true;
}

async function deleteReactions(tx: Tx, projectId: string, messageIds: readonly string[]): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('chatReaction')
    .where('projectId', '=', projectId)
    .where((eb) =>
      eb(
        eb.refTuple('messageId', 'userId', 'kind'),
        'in',
        eb
          .selectFrom('chatReaction')
          .select(['messageId', 'userId', 'kind'])
          .where('projectId', '=', projectId)
          .where('messageId', 'in', messageIds)
          .limit(CHUNK)
          .$asTuple('messageId', 'userId', 'kind'),
      ),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
