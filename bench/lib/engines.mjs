import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openPostgres, openSqlite } from '../../packages/server/dist/node.js';
import { serverDependency, serverSource } from './packages.mjs';
import { tempFolder } from './temp-folder.mjs';

/**
 * The engines by name. Each opens an empty storage with, beside it, `prepare({sql, parameters})`, which answers a
 * function that runs a query by the bare driver; `settle()` does what the engine does by itself after some time.
 */
export const ENGINES = {
  async SQLite() {
    const folder = tempFolder();
    const storage = await openSqlite({ folder });
    const bare = new DatabaseSync(join(folder, 'pulse.sqlite'), { readOnly: true });
    return {
      storage,
      prepare({ sql, parameters }) {
        const statement = bare.prepare(sql);
        return async () => statement.all(...parameters);
      },
      async settle() {},
      async close() {
        bare.close();
        await storage.close();
      },
    };
  },

  async PostgreSQL() {
    const { startPostgres } = await serverSource('testing/postgres-server.ts');
    const server = await startPostgres();
    const storage = await openPostgres({ url: server.url });
    const { Client } = serverDependency('pg');
    const bare = new Client({ connectionString: server.url });
    await bare.connect();
    return {
      storage,
      prepare:
        ({ sql, parameters }) =>
        async () =>
          (await bare.query(sql, [...parameters])).rows,
      settle: () => bare.query('vacuum analyze'),
      async close() {
        await bare.end();
        await storage.close();
        await server.stop();
      },
    };
  },
};
