import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openPostgres } from '../node/open-postgres.js';
import { openSqlite } from '../node/open-sqlite.js';
import { openSqlite as openPageSqlite } from '../page/open-sqlite.js';
import type { Storage } from '../storage/storage.js';
import { createTestDatabase } from './create-test-database.js';

export type EngineName = 'memory' | 'disk' | 'postgres' | 'wasm';

/** Every engine that a store must work on. */
export const ENGINES: readonly EngineName[] = ['memory', 'disk', 'postgres'];

/** With the SQLite of pages, here in Node, for tests that show it to be the same. */
export const ENGINES_AND_WASM: readonly EngineName[] = [...ENGINES, 'wasm'];

/** Engines that can be had in this run; PostgreSQL is left out only where PULSE_SKIP_POSTGRES asked for it. */
export const isSkipped = (engine: EngineName): boolean => engine === 'postgres' && inject('postgresUrl') === null;

export interface TestStorage {
  storage: Storage;
  /** Closes the storage and removes its data. */
  dispose(): Promise<void>;
}

/** Opens an empty storage of an engine. */
export async function openTestStorage(engine: EngineName): Promise<TestStorage> {
  if (engine === 'memory' || engine === 'wasm') {
    const storage = await (engine === 'memory' ? openSqlite() : openPageSqlite());
    return { storage, dispose: () => storage.close() };
  }
  if (engine === 'disk') {
    const folder = mkdtempSync(join(tmpdir(), 'pulse-test-'));
    const storage = await openSqlite({ folder });
    return {
      storage,
      async dispose() {
        await storage.close();
        rmSync(folder, { recursive: true });
      },
    };
  }
  const url = inject('postgresUrl');
  if (url === null) throw new Error('This run has no PostgreSQL; skip by isSkipped().');
  const database = await createTestDatabase(url);
  const storage = await openPostgres({ url: database.url });
  return {
    storage,
    async dispose() {
      await storage.close();
      await database.drop();
    },
  };
}
