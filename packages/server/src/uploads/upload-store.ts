import type { Selectable } from 'kysely';
import type { UploadTable } from '../storage/schema.js';
import type { ReadDb, Tx } from '../storage/storage.js';

export type UploadRow = Selectable<UploadTable>;

/** Finds an upload by its id, in whichever project: the id is what opens it. */
export function findUpload(db: ReadDb, id: string): Promise<UploadRow | undefined> {
  return db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertUpload(tx: Tx, row: UploadRow): Promise<void> {
  await tx.insertInto('upload').values(row).execute();
}

/** Deletes an upload of a project, and of a user where one is named; false when there is none. */
export async function deleteUpload(tx: Tx, projectId: string, id: string, userId: string | null): Promise<boolean> {
  const deletion = tx.deleteFrom('upload').where('projectId', '=', projectId).where('id', '=', id).returning('id');
  const row = await (userId === null ? deletion : deletion.where('userId', '=', userId)).executeTakeFirst();
  return row !== undefined;
}
