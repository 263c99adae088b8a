import type { ProjectTable } from '../storage/schema.js';
import type { ReadDb, Tx } from '../storage/storage.js';

export const findProjectByKey = (db: ReadDb, apiKey: string): Promise<ProjectTable | undefined> =>
  db.selectFrom('project').selectAll().where('apiKey', '=', apiKey).executeTakeFirst();

export async function insertProject(tx: Tx, project: ProjectTable): Promise<void> {
  await tx.insertInto('project').values(project).execute();
}
