import type { FanoutJobTable } from '../storage/schema.js';
import type { Engine, Tx } from '../storage/storage.js';

export async function insertFanoutJob(tx: Tx, job: Omit<FanoutJobTable, 'cursor'>): Promise<void> {
  await tx
    .insertInto('fanoutJob')
    .values({ ...job, cursor: '' })
    .execute();
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
