import type { ReadDb } from '../../storage/storage.js';
import type { MessageRow } from './message-store.js';

/** The messages of a message's thread. */
export async function listThreadIds(
  db: ReadDb,
  { projectId, channelId, id }: Pick<MessageRow, 'projectId' | 'channelId' | 'id'>,
): Promise<string[]> {
  const rows = await db
    .selectFrom('chatMessage')
    .select('id')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('parentId', '=', id)
    .execute();
  return rows.map((row) => row.id);
}
