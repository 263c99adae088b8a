import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteHandle } from '../storage/sqlite-dialect.js';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import type { Storage } from '../storage/storage.js';
import { DataFolderError, lockDataFolder, reasonOf } from './data-folder.js';

/** Statements kept prepared a handle. */
const STATEMENTS = 256;
/** SQLite's result codes (sqlite.org/rescode.html): BUSY, READONLY, IOERR, FULL, CANTOPEN. */
const UNAVAILABLE = new Set([5, 8, 10, 13, 14]);

export interface SqliteOptions {
  /** A folder that this process alone uses from now on; without it everything stays in memory. */
  folder?: string;
  /** Whether data that is in the folder is deleted first; false by default. */
  fresh?: boolean;
}

/**
 * Opens SQLite: in memory, or in a folder in WAL mode with an fsync on each commit.
 * Throws DataFolderError when another process has the folder or when it cannot be written.
 */
export async function openSqlite({ folder, fresh = false }: SqliteOptions = {}): Promise<Storage> {
  if (folder === undefined) return createSqliteStorage({ writer: open(':memory:'), isUnavailable });
  const { file, release } = lockDataFolder(folder);
  try {
    if (fresh) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    const writer = open(file);
    for (const pragma of ['journal_mode = wal', 'synchronous = full']) writer.all(`pragma ${pragma}`, []);
    return await createSqliteStorage({ writer, reader: open(file), gather, isUnavailable, onClosed: release });
  } catch (cause) {
    release();
    throw new DataFolderError(`The data in ${folder} cannot be opened: ${reasonOf(cause)}.`, { cause });
  }
}

const gather = () => new Promise<void>((resolve) => setImmediate(resolve));

function open(path: string): SqliteHandle {
  const database = new DatabaseSync(path);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known) {
      // Last used last, so that what is used rarely is forgotten first.
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    const statement = database.prepare(sql);
    const oldest = statements.keys().next();
    if (statements.size >= STATEMENTS && !oldest.done) statements.delete(oldest.value);
    statements.set(sql, statement);
    return statement;
  };
  return {
    all: (sql, parameters) => prepare(sql).all(...(parameters as SQLInputValue[])),
    run: (sql, parameters) => Number(prepare(sql).run(...(parameters as SQLInputValue[])).changes),
    close: () => database.close(),
  };
}

function isUnavailable(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // The low byte is the result code, the rest its extension.
  return typeof code === 'number' && UNAVAILABLE.has(code & 0xff);
}
