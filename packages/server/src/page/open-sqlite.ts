import { consoleLogger, type Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';
import { createPageStorage } from './create-page-storage.js';
import { KeptDataError } from './kept-data-error.js';
import { loadSqlite } from './load-sqlite.js';
import { openHandle } from './open-handle.js';
import { openKept } from './open-kept.js';

export interface PageSqliteOptions {
  /**
   * Keeps the data in this browser under a name: what is committed is saved within about a second, and where the browser
   * allows it when the page is left. Without it everything is gone with the page.
   */
  name?: string;
  /** Whether data that is kept under the name is deleted first; false by default. */
  fresh?: boolean;
  /** Without a name: what it starts with, as `image` of another one told. */
  image?: Uint8Array | undefined;
  /** Hears of data that is not saved; the console by default. */
  logger?: Logger;
}

/**
 * Opens SQLite in the memory of a page or a worker, up to 1 GB of it. Of pages that open the same name the first saves;
 * others start from what is kept, save nothing, and their logger is told.
 * Throws KeptDataError when data that is kept is damaged, not of Pulse or of a newer version, and where none can be.
 */
export async function openSqlite(options: PageSqliteOptions = {}): Promise<Storage> {
  const { name, fresh = false, image, logger = consoleLogger } = options;
  if (name !== undefined && (typeof indexedDB === 'undefined' || !navigator.locks)) {
    throw new KeptDataError(
      `Nothing can be kept as "${name}" here: that takes a browser, and a page from https or localhost. Open it without a name.`,
    );
  }
  const handle = openHandle(await loadSqlite());
  return name === undefined ? createPageStorage(handle, true, image) : openKept({ name, fresh, logger, handle });
}
