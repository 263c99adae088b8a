import type { ChatReadTable } from '../../storage/schema.js';
import type { Tx } from '../../storage/storage.js';

/**
 * Moves how far a user has read, never back, and never past what is no message alone, such as the event of its own last
 * reading: whoever reads again what it has read would be told of for ever. Answers whether it moved.
 */
export async function advanceRead(tx: Tx, row: ChatReadTable): Promise<boolean> {
  const { projectId, channelId, offset, readAt } = row;
  const moved = await tx
    .insertInto('chatRead')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['projectId', 'channelId', 'userId'])
        .doUpdateSet({ offset, readAt })
        .where('chatRead.offset', '<', offset)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('chatMessage as m')
              .select('m.id')
              .where('m.projectId', '=', projectId)
              .where('m.channelId', '=', channelId)
              .where('m.parentId', '=', '')
              .whereRef('m.offset', '>', 'chatRead.offset'),
          ),
        ),
    )
    .returning('offset')
    .executeTakeFirst();
  return moved !== undefined;
}

/** Lets users begin at an offset: what came before they joined is not unread. Who has read here before goes on there. */
export async function startReading(
  tx: Tx,
  { projectId, channelId, userIds, offset, now }: StartReading,
): Promise<void> {
  await tx
    .insertInto('chatRead')
    .values(userIds.map((userId) => ({ projectId, channelId, userId, offset, readAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface StartReading {
  projectId: string;
  channelId: string;
  userIds: readonly string[];
  offset: number;
  now: number;
}
