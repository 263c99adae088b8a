import type { Services } from '../../services.js';
import type { Engine, Tx } from '../../storage/storage.js';

/** Rows of one transaction: a few ms, so that nothing else waits for long. */
const CHUNK = 500;

/** Deletes what deleted channels have left behind, in chunks: a crash costs the last one, and the next sweep goes on. */
export async function purgeChannels(
  { storage, clock }: Pick<Services, 'storage' | 'clock'>,
  isStopped: () => boolean,
): Promise<void> {
  for (let more = true; more && !isStopped(); ) {
    more = await storage.transaction((tx) => purgeChunk(tx, storage.engine, clock.now()));
  }
}

/** False when there is no channel left to purge, or other processes have them all. */
async function purgeChunk(tx: Tx, engine: Engine, now: number): Promise<boolean> {
  const channel = await takeChannel(tx, engine);
  if (!channel) return false;
  if (await deleteRows(tx, channel)) return true;
  await tx
    .updateTable('chatChannel')
    .set({ purgedAt: now, name: null, nameKey: '', custom: '{}', blockList: '[]' })
    .where('projectId', '=', channel.projectId)
    .where('id', '=', channel.channelId)
    .execute();
  return true;
}

interface Purged {
  projectId: string;
  channelId: string;
}

/** Takes the channel that was deleted first; on PostgreSQL those that other processes hold are passed over. */
async function takeChannel(tx: Tx, engine: Engine): Promise<Purged | undefined> {
  const query = tx
    .selectFrom('chatChannel')
    .select(['projectId', 'id as channelId'])
    .where('deletedAt', 'is not', null)
    .where('purgedAt', 'is', null)
    .orderBy('deletedAt')
    .limit(1);
  return (engine === 'postgres' ? query.forUpdate().skipLocked() : query).executeTakeFirst();
}

/** Deletes a chunk of a channel's rows; false when none is left. */
async function deleteRows(tx: Tx, channel: Purged): Promise<boolean> {
  for (const table of ['chatMember', 'chatRestriction', 'chatRead', 'chatDraft'] as const) {
    if (await deleteByUser(tx, table, channel)) return true;
  }
  const messages = tx
    .selectFrom('chatMessage')
    .select('id')
    .where('projectId', '=', channel.projectId)
    .where('channelId', '=', channel.channelId)
    .limit(CHUNK);
  const ids = (await messages.execute()).map(({ id }) => id);
  if (ids.length === 0) return false;
  if (await deleteReactions(tx, channel.projectId, ids)) return true;
  for (const [table, column] of [
    ['chatMention', 'messageId'],
    ['chatSearch', 'messageId'],
    ['chatMessage', 'id'],
  ] as const) {
    await tx.deleteFrom(table).where('projectId', '=', channel.projectId).where(column, 'in', ids).execute();
  }
  return true;
}

async function deleteByUser(
  tx: Tx,
  table: 'chatMember' | 'chatRestriction' | 'chatRead' | 'chatDraft',
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
