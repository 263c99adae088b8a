import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Mutex } from './mutex.js';

/** What the dialect needs of an SQLite library. Synchronous, as SQLite is. */
export interface SqliteHandle {
  /** Runs a statement and answers its rows. */
  all(sql: string, parameters: readonly unknown[]): Record<string, unknown>[];
  /** Runs a statement that has no rows and answers how many it changed. */
  run(sql: string, parameters: readonly unknown[]): number;
  /** The whole database as bytes, where the library can copy it; `load` puts another in its place. */
  readonly image?: { read(): Uint8Array<ArrayBuffer>; load(bytes: Uint8Array): void };
  close(): void;
}

class SqliteConnection implements DatabaseConnection {
  readonly #handle: SqliteHandle;

  constructor(handle: SqliteHandle) {
    this.#handle = handle;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    const changes =
      query.kind === 'InsertQueryNode' || query.kind === 'UpdateQueryNode' || query.kind === 'DeleteQueryNode';
    if (changes && !query.returning) {
      return { rows: [], numAffectedRows: BigInt(this.#handle.run(sql, parameters)) };
    }
    return { rows: this.#handle.all(sql, parameters) as R[] };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    yield await Promise.reject(new Error('SQLite answers whole results; use execute() instead of stream().'));
  }
}

/** SQLite changes its schema within transactions: a migration is there whole or not at all, also after a crash. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Kysely over one SQLite handle. With a mutex each use of the connection waits for its turn; without one the
 * caller already holds it.
 */
export function sqliteDialect(handle: SqliteHandle, mutex: Mutex | null): Dialect {
  const connection = new SqliteConnection(handle);
  let unlock: () => void = () => {};
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => {
      if (mutex) unlock = await mutex.lock();
      return connection;
    },
    beginTransaction: async (on) => void (await on.executeQuery(CompiledQuery.raw('begin immediate'))),
    commitTransaction: async (on) => void (await on.executeQuery(CompiledQuery.raw('commit'))),
    rollbackTransaction: async (on) => void (await on.executeQuery(CompiledQuery.raw('rollback'))),
    releaseConnection: async () => unlock(),
    destroy: async () => {},
  };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
