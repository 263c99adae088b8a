import { CompiledQuery, type KyselyPlugin } from 'kysely';
import type { ReadDb, Storage } from '../storage/storage.js';

/** How the engine runs each statement that `read` sends, step by step; PostgreSQL tells what it did besides. */
export async function queryPlans(
  storage: Pick<Storage, 'engine' | 'transaction'>,
  read: (db: ReadDb) => Promise<unknown>,
): Promise<string[]> {
  const explain = storage.engine === 'postgres' ? 'explain (analyze, buffers, timing off)' : 'explain query plan';
  return storage.transaction(async (tx) => {
    const sent: CompiledQuery[] = [];
    const spy: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        sent.push(tx.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await read(tx.withPlugin(spy));
    const plans: string[] = [];
    for (const { sql, parameters } of sent) {
      const asked = CompiledQuery.raw(`${explain} ${sql}`, [...parameters]);
      const { rows } = await tx.executeQuery<Record<string, unknown>>(asked);
      plans.push(rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n'));
    }
    return plans;
  });
}
