import type { FanoutJobTable } from '../storage/schema.js';
import type { Engine, ReadDb, Tx } from '../storage/storage.js';

export async function insertFanoutJob(tx: Tx, job: Omit<FanoutJobTable, 'cursor'>): Promise<void> {
  await tx
    .insertInto('fanoutJob')
    .values({ ...job, cursor: '' })
    .execute();
}

/** Whether an activity is still being taken out of the feeds that had it. */
export async function isBeingRemoved(db: ReadDb, projectId: string, activityId: string): Promise<boolean> {
  const row = await db
    .selectFrom('fanoutJob')
    .select('id')
    .where('projectId', '=', projectId)
    .where('activityId', '=', activityId)
    .where('kind', '=', 'remove')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The project after another one, by id, that has jobs; null where none has. */
export async function nextProject(db: ReadDb, after: string): Promise<string | null> {
  const row = await db
    .selectFrom('fanoutJob')
    .select('projectId')
    .where('projectId', '>', after)
    .orderBy('projectId')
    .limit(1)
    .executeTakeFirst();
  return row?.projectId ?? null;
}

/** Takes the oldest job of a project for this transaction; on PostgreSQL jobs that other processes hold are passed over. */
export async function takeFanoutJob(tx: Tx, engine: Engine, projectId: string): Promise<FanoutJobTable | undefined> {
  const query = tx.selectFrom('fanoutJob').selectAll().where('projectId', '=', projectId).orderBy('id').limit(1);
  return (engine === 'postgres' ? query.forUpdate().skipLocked() : query).executeTakeFirst();
}

/** Notes how far a job has come; null ends it. */
export async function moveFanoutJob(tx: Tx, id: string, cursor: string | null): Promise<void> {
  if (cursor === null) await tx.deleteFrom('fanoutJob').where('id', '=', id).execute();
  else await tx.updateTable('fanoutJob').set({ cursor }).where('id', '=', id).execute();
}
