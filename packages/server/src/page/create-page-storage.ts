import { isUnavailableCode } from '../storage/sqlite-codes.js';
import type { SqliteHandle } from '../storage/sqlite-dialect.js';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import { SqliteTemplate } from '../storage/sqlite-template.js';
import type { Storage } from '../storage/storage.js';

/** What empty databases start from. */
const template = new SqliteTemplate();

/** Storage on a database of this page, brought up to date. */
export const createPageStorage = (writer: SqliteHandle, isEmpty: boolean, image?: Uint8Array): Promise<Storage> =>
  createSqliteStorage({ writer, isUnavailable, ...(isEmpty && { template }), ...(image && { image }) });

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'resultCode' in error && isUnavailableCode(error.resultCode);
