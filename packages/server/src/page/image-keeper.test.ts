import { beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock, settle } from '../testing/fake-clock.js';
import { ImageKeeper } from './image-keeper.js';
import { loadSqlite } from './load-sqlite.js';
import { openHandle, type PageHandle } from './open-handle.js';

let clock: FakeClock;
let handle: PageHandle;
let keeper: ImageKeeper;
let images: Uint8Array[];
let warnings: string[];
/** What the store answers to the next writes, first one first; afterwards they succeed. */
let answers: (() => Promise<void>)[];
beforeEach(async () => {
  [clock, images, warnings, answers] = [createFakeClock(), [], [], []];
  handle = openHandle(await loadSqlite());
  handle.run('create table t (n integer)', []);
  const write = async (bytes: Uint8Array) => {
    images.push(bytes);
    await answers.shift()?.();
  };
  const logger = { warn: (message: string) => warnings.push(message), error: () => {} };
  keeper = new ImageKeeper({ name: 'dev', handle, store: { write }, isKept: true, clock, logger });
  return () => handle.close();
});

function commit(n: number): void {
  handle.run('insert into t values (?)', [n]);
  keeper.changed();
}

/** The numbers in the image that was written last. */
async function kept(): Promise<unknown[]> {
  const copy = openHandle(await loadSqlite());
  copy.image.load(images.at(-1) ?? new Uint8Array());
  const rows = copy.all('select n from t order by n', []);
  copy.close();
  return rows.map(({ n }) => n);
}

describe('a database that is kept', () => {
  test('is written once a second, however much is committed', async () => {
    for (let n = 0; n < 50; n++) {
      commit(n);
      await clock.advance(100);
    }
    expect(images).toHaveLength(5);
    await clock.advance(1_000);
    expect(await kept()).toEqual(Array.from({ length: 50 }, (_, n) => n));
    const count = images.length;
    await clock.advance(60_000);
    expect(images).toHaveLength(count);
  });

  test('is written soon after a commit that stands alone', async () => {
    for (const n of [1, 2, 3]) {
      commit(n);
      commit(n);
      await clock.advance(50);
      expect(images).toHaveLength(n);
      await clock.advance(10_000);
    }
  });

  test('is not written by transactions that changed nothing', async () => {
    handle.run('delete from t', []);
    keeper.changed();
    await clock.advance(5_000);
    await keeper.flush();
    expect(images).toEqual([]);
  });

  test('is written at once when the page is left, even while a transaction runs, whose end is written later', async () => {
    commit(1);
    handle.run('begin immediate', []);
    handle.run('insert into t values (2)', []);
    void keeper.flush();
    expect(await kept()).toEqual([1]);
    handle.run('commit', []);
    keeper.changed();
    await clock.advance(1_000);
    expect(await kept()).toEqual([1, 2]);
  });

  test('is written a last time at the end, and never again', async () => {
    commit(1);
    await keeper.end();
    expect(await kept()).toEqual([1]);
    keeper.changed();
    await keeper.flush();
    await clock.advance(5_000);
    expect(images).toHaveLength(1);
  });

  test('waits for a write that is slow before it begins another', async () => {
    let finish: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    answers.push(() => slow);
    commit(1);
    await clock.advance(1_000);
    commit(2);
    await clock.advance(5_000);
    expect(images).toHaveLength(1);
    finish();
    await settle();
    expect(await kept()).toEqual([1, 2]);
  });

  test('that cannot be written is told once, and is written when it can be', async () => {
    const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    for (const n of [0, 1, 2]) {
      answers.push(full);
      commit(n);
      await clock.advance(1_000);
    }
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('"dev"');
    await keeper.flush();
    expect(await kept()).toEqual([0, 1, 2]);
    answers.push(full);
    commit(3);
    await keeper.end();
    expect(warnings).toHaveLength(2);
  });
});
