import type { PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqliteHandle } from '../storage/sqlite-dialect.js';
import { StatementCache } from '../storage/statement-cache.js';
import { bindValues } from './bind-values.js';
import { readRow } from './read-row.js';

/** A database in the memory of the page. */
export interface PageHandle extends SqliteHandle {
  readonly image: Required<SqliteHandle>['image'];
  /** Rows changed since it was opened; null within a transaction, which may yet take some back. */
  changes(): number | null;
}

/** Kept in a file system of its own rather than `:memory:`, an image of it holds what is committed and nothing else. */
const MEMORY = 'file:pulse?vfs=memdb';

/** Opens an empty database that answers as that of node:sqlite does. */
export function openHandle(sqlite: Sqlite3Static): PageHandle {
  const { capi, wasm, oo1 } = sqlite;
  const database = new oo1.DB(MEMORY, 'c');
  // Else a large transaction would write pages before its commit.
  database.exec('pragma cache_spill = off');
  const statements = new StatementCache<PreparedStatement>(
    (sql) => database.prepare(sql),
    (statement) => statement.finalize(),
  );

  /** Runs a statement with its values bound; `onRow` is called on each row. */
  function step(sql: string, parameters: readonly unknown[], onRow?: (statement: PreparedStatement) => void): void {
    const statement = statements.get(sql);
    try {
      bindValues(sqlite, statement, parameters);
      let code = capi.sqlite3_step(statement);
      for (; code === capi.SQLITE_ROW; code = capi.sqlite3_step(statement)) onRow?.(statement);
      if (code !== capi.SQLITE_DONE) oo1.DB.checkRc(database, code);
    } finally {
      // It repeats the code of a failure, which is told already.
      capi.sqlite3_reset(statement);
      statement.clearBindings();
    }
  }

  return {
    all(sql, parameters) {
      const rows: Record<string, unknown>[] = [];
      let columns: string[] | undefined;
      step(sql, parameters, (statement) => {
        columns ??= Array.from({ length: capi.sqlite3_column_count(statement) }, (_, n) =>
          capi.sqlite3_column_name(statement, n),
        );
        rows.push(readRow(sqlite, statement, columns));
      });
      return rows;
    },
    run(sql, parameters) {
      step(sql, parameters);
      return capi.sqlite3_changes(database);
    },
    image: {
      read: () => capi.sqlite3_js_db_export(database),
      load(bytes) {
        statements.clear();
        const pointer = wasm.allocFromTypedArray(bytes);
        const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
        const code = capi.sqlite3_deserialize(database, 'main', pointer, bytes.length, bytes.length, flags);
        oo1.DB.checkRc(database, code);
      },
    },
    changes: () => (capi.sqlite3_get_autocommit(database) ? capi.sqlite3_total_changes(database) : null),
    close() {
      statements.clear();
      database.close();
    },
  };
}
