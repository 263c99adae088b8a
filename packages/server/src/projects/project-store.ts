import type { ProjectTable } from '../storage/schema.js';
import type { ReadDb, Tx } from '../storage/storage.js';

export const findProjectByKey = (db: ReadDb, apiKey: string): Promise<ProjectTable | undefined> =>
  db.selectFrom('project').selectAll().where('apiKey', '=', apiKey).executeTakeFirst();

/** Inserts a project; false when its key is taken. */
export async function insertProject(tx: Tx, project: ProjectTable): Promise<boolean> {
  const row = await tx
    .insertInto('project')
    .values(project)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
