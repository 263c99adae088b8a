import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES_AND_WASM, isSkipped, openTestStorage, type TestStorage } from '../testing/engines.js';
import type { Storage } from './storage.js';

const setting = (name: string) => ({ name, value: name });
const names = async (storage: Storage) =>
  (await storage.db.selectFrom('setting').select('name').orderBy('name').execute()).map(({ name }) => name);

describe.each(ENGINES_AND_WASM)('storage on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let opened: TestStorage;
    let storage: Storage;
    beforeEach(async () => {
      opened = await openTestStorage(engine);
      storage = opened.storage;
    });
    afterEach(() => opened.dispose());

    it('shows what was committed', async () => {
      await storage.transaction((tx) => tx.insertInto('setting').values(setting('a')).execute());
      expect(await names(storage)).toEqual(['a']);
    });

    it('keeps nothing of a transaction that fails, and all of its neighbours', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, (_, n) =>
          storage.transaction(async (tx) => {
            await tx
              .insertInto('setting')
              .values(setting(String(n).padStart(2, '0')))
              .execute();
            if (n % 3 === 0) throw new Error(`refused ${n}`);
            return n;
          }),
        ),
      );
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
      const kept = Array.from({ length: 30 }, (_, n) => n).filter((n) => n % 3 !== 0);
      expect(await names(storage)).toEqual(kept.map((n) => String(n).padStart(2, '0')));
    });

    it('goes on after a query that is wrong', async () => {
      await storage.transaction((tx) => tx.insertInto('setting').values(setting('a')).execute());
      const twice = storage.transaction((tx) => tx.insertInto('setting').values(setting('a')).execute());
      await expect(twice).rejects.toThrow(/unique|constraint/i);
      await storage.transaction((tx) => tx.insertInto('setting').values(setting('b')).execute());
      expect(await names(storage)).toEqual(['a', 'b']);
    });

    it('never shows a transaction before its commit', async () => {
      let release: () => void = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let inserted: () => void = () => {};
      const isInserted = new Promise<void>((resolve) => {
        inserted = resolve;
      });
      const writing = storage.transaction(async (tx) => {
        await tx.insertInto('setting').values(setting('a')).execute();
        inserted();
        await held;
      });
      await isInserted;
      const before = names(storage);
      // In memory a reader waits for the writer; elsewhere it reads the past at once.
      const waits = engine === 'memory' || engine === 'wasm';
      if (waits) release();
      const seen = await before;
      release();
      await writing;
      expect(seen).toEqual(waits ? ['a'] : []);
      expect(await names(storage)).toEqual(['a']);
    });

    it('orders text by bytes, as cursors rely on', async () => {
      for (const name of ['b', 'a', 'B', '_', '1']) {
        await storage.transaction((tx) => tx.insertInto('setting').values(setting(name)).execute());
      }
      expect(await names(storage)).toEqual(['1', 'B', '_', 'a', 'b']);
    });

    it('answers counts and milliseconds as numbers', async () => {
      const createdAt = Date.parse('2026-11-21T00:00:00.123Z');
      const project = { id: 'p', name: 'p', apiKey: 'k', secretHash: 's', createdAt };
      await storage.transaction((tx) => tx.insertInto('project').values(project).execute());
      expect(await storage.db.selectFrom('project').selectAll().execute()).toEqual([project]);
    });
  });
});
