import { isUnavailableCode } from '../storage/sqlite-codes.js';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import { SqliteTemplate } from '../storage/sqlite-template.js';
import type { Storage } from '../storage/storage.js';
import { loadSqlite } from './load-sqlite.js';
import { openHandle } from './open-handle.js';

/** What empty databases start from. */
const template = new SqliteTemplate();

/** Opens SQLite in the memory of a page or a worker, where everything is gone with it. */
export async function openSqlite(): Promise<Storage> {
  return createSqliteStorage({ writer: openHandle(await loadSqlite()), template, isUnavailable });
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'resultCode' in error && isUnavailableCode(error.resultCode);
