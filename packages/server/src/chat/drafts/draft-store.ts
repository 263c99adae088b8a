import type { Insertable } from 'kysely';
import type { ChatDraftTable } from '../../storage/schema.js';
import type { Tx } from '../../storage/storage.js';

/** Keeps a draft in the place of what was kept before. */
export async function putDraft(tx: Tx, row: Insertable<ChatDraftTable>): Promise<void> {
  const { content, updatedAt } = row;
  await tx
    .insertInto('chatDraft')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['projectId', 'channelId', 'userId']).doUpdateSet({ content, updatedAt }),
    )
    .execute();
}

/** Deletes a draft; false when there was none. */
export async function deleteDraft(tx: Tx, projectId: string, channelId: string, userId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('chatDraft')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .returning('userId')
    .executeTakeFirst();
  return row !== undefined;
}
