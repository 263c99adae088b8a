import { Kysely, PostgresDialect } from 'kysely';
import { migrate } from '../storage/migrate.js';
import type { Database } from '../storage/schema.js';
import type { Storage, Tx } from '../storage/storage.js';

/** Serialization failure and deadlock: the transaction did nothing and may be run again (PostgreSQL, appendix A). */
const AGAIN = new Set(['40001', '40P01']);
const TRIES = 5;
const INT8 = 20;
/** A database that does not take a connection or answer a query by then is as good as gone. */
const CONNECT_MS = 5_000;
const QUERY_MS = 10_000;
/** Before a transaction is run again, so that those that met do not meet again. */
const AGAIN_MS = 50;

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  /** Connections at most; default 10. */
  connections?: number;
}

/** Opens PostgreSQL. Applies migrations before it resolves. */
export async function openPostgres({ url, connections = 10 }: PostgresOptions): Promise<Storage> {
  // Loaded here, so that a server on SQLite does not carry it.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    // Counts and milliseconds stay below 2^53, so numbers carry them.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) },
  });
  // A connection that breaks, idle or in use, is replaced by the pool; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, 'postgres');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  let closed = false;
  return {
    engine: 'postgres',
    db,
    async transaction(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await db.transaction().execute((tx) => work(tx as unknown as Tx));
        } catch (error) {
          if (tries >= TRIES || !AGAIN.has(codeOf(error))) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * AGAIN_MS * tries));
        }
      }
    },
    isUnavailable,
    async close() {
      if (closed) return;
      closed = true;
      await db.destroy();
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Connections (08), resources such as the disk (53), operator's intervention (57), and the network's own errors. */
function isUnavailable(error: unknown): boolean {
  return (
    /^(08|53|57P|25006)|^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN)|^ENOTFOUND/.test(codeOf(error)) ||
    /connection terminated|not queryable|timeout/i.test(String(error))
  );
}
