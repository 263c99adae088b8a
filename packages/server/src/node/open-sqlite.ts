import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { isUnavailableCode } from '../storage/sqlite-codes.js';
import type { SqliteHandle } from '../storage/sqlite-dialect.js';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import { SqliteTemplate } from '../storage/sqlite-template.js';
import { StatementCache } from '../storage/statement-cache.js';
import type { Storage } from '../storage/storage.js';
import { DataFolderError, lockDataFolder, reasonOf } from './data-folder.js';

/** What databases in memory start from. */
const template = new SqliteTemplate();

export interface SqliteOptions {
  /** A folder that this process alone uses from now on; without it everything stays in memory. */
  folder?: string;
  /** Whether data that is in the folder is deleted first; false by default. */
  fresh?: boolean;
  /** In memory: what it starts with, as `image` of another one told, where that is to be had. */
  image?: Uint8Array | undefined;
}

/**
 * Opens SQLite: in memory, or in a folder in WAL mode with an fsync on each commit.
 * Throws DataFolderError when another process has the folder or when it cannot be written.
 */
export async function openSqlite({ folder, fresh = false, image }: SqliteOptions = {}): Promise<Storage> {
  if (folder === undefined) {
    return createSqliteStorage({ writer: open(':memory:'), template, isUnavailable, ...(image && { image }) });
  }
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
  const statements = new StatementCache((sql) => database.prepare(sql));
  return {
    all: (sql, parameters) => statements.get(sql).all(...(parameters as SQLInputValue[])),
    run: (sql, parameters) => Number(statements.get(sql).run(...(parameters as SQLInputValue[])).changes),
    // Since Node 24.16.
    ...('deserialize' in database && {
      image: { read: () => database.serialize(), load: (bytes) => database.deserialize(bytes) },
    }),
    close: () => database.close(),
  };
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && isUnavailableCode(error.errcode);
