import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadSqlite } from './load-sqlite.js';
import { openHandle, type PageHandle } from './open-handle.js';

type Sqlite = Awaited<ReturnType<typeof loadSqlite>>;

let sqlite: Sqlite;
let page: PageHandle;
let node: DatabaseSync;
beforeAll(async () => {
  sqlite = await loadSqlite();
});
beforeEach(() => {
  page = openHandle(sqlite);
  node = new DatabaseSync(':memory:');
  return () => {
    page.close();
    node.close();
  };
});

/** What both answer, or that both fail. */
function both(sql: string, ...values: SQLInputValue[]) {
  const attempt = (work: () => unknown) => {
    try {
      return { rows: work() };
    } catch (error) {
      return { error: (error as Error).constructor.name === 'RangeError' ? 'RangeError' : 'Error' };
    }
  };
  return [attempt(() => page.all(sql, values)), attempt(() => node.prepare(sql).all(...values))];
}
function same(sql: string, ...values: SQLInputValue[]) {
  const [ours, theirs] = both(sql, ...values);
  expect(ours, sql).toStrictEqual(theirs);
  return ours?.rows;
}

describe('SQLite as WebAssembly answers as node:sqlite does', () => {
  test('values of every type', () => {
    // Of all integers this one alone node:sqlite rounds (v24.21).
    const rounded = -(2n ** 63n);
    const value = fc.oneof(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
      fc.constantFrom('\ufeffmarked', '\ud800', ''),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double().filter((number) => number !== Number(rounded)),
      fc.bigInt({ min: rounded + 1n, max: 2n ** 63n - 1n }),
      fc.constant(null),
      fc.uint8Array(),
    );
    for (const handle of [page, node]) {
      const ddl = 'create table kept (a integer, b text, c blob, d)';
      if (handle === page) page.run(ddl, []);
      else node.exec(ddl);
    }
    fc.assert(
      fc.property(value, value, (a, b) => {
        same('select ? as a, typeof(?) as b', a, b);
        same('insert into kept values (?, ?, ?, ?) returning *', a, b, b, a);
        same('select count(*) as n, sum(length(b)) as total from kept where a = ? or d < ?', a, b);
      }),
    );
  });

  test('integers that no number holds are an error', () => {
    expect(same('select 9007199254740991 as n')).toEqual([{ n: 9007199254740991 }]);
    expect(both('select 9007199254740992 as n')).toEqual([{ error: 'RangeError' }, { error: 'RangeError' }]);
    expect(() => page.all('select ? as a', [undefined])).toThrow(TypeError);
  });

  test('columns of one name, no rows, and rows of statements that change', () => {
    same('select 1 as a, 2 as a, 3 as "__proto__"');
    same('select 1 as a where false');
    same('create table t (a integer primary key, b text unique)');
    same("insert into t values (1, 'x'), (2, 'y') returning a, upper(b) as b");
    same("insert into t values (3, 'x') returning a");
    same("update t set b = b || '!' where a > ? returning *", 1);
    same('delete from t returning a');
    same('select * from nowhere');
    same('not sql');
  });

  test('counts what a statement changed', () => {
    const run = (sql: string, ...values: SQLInputValue[]) => {
      const changes = page.run(sql, values);
      expect(changes, sql).toBe(node.prepare(sql).run(...values).changes);
      return changes;
    };
    run('create table t (a integer primary key, b text)');
    expect(run("insert into t values (1, 'x'), (2, 'y'), (3, 'z')")).toBe(3);
    expect(run('update t set b = ? where a > ?', 'new', 1)).toBe(2);
    expect(run('update t set b = ? where a > ?', 'new', 9)).toBe(0);
    expect(run('insert into t values (1, ?) on conflict do nothing', 'x')).toBe(0);
    expect(run('insert into t values (1, ?) on conflict do update set b = excluded.b', 'x')).toBe(1);
    expect(run('delete from t')).toBe(3);
  });

  test('a statement that failed can be run again, and holds no value of before', () => {
    page.run('create table t (a integer primary key)', []);
    page.run('insert into t values (?)', [1]);
    expect(() => page.run('insert into t values (?)', [1])).toThrow(/UNIQUE/);
    expect(page.run('insert into t values (?)', [2])).toBe(1);
    expect(page.all('select ? as a', [])).toEqual([{ a: null }]);
  });

  test('more statements than are kept prepared', () => {
    for (let n = 0; n < 600; n++) expect(page.all(`select ${n % 300} as n`, [])).toEqual([{ n: n % 300 }]);
  });
});

describe('an image', () => {
  test('holds what is committed, and nothing of a transaction that runs, however large', () => {
    page.run('create table t (a integer, b text)', []);
    page.run('insert into t values (1, ?)', ['kept']);
    const committed = page.image.read();
    page.run('begin immediate', []);
    for (let n = 0; n < 300; n++) page.run('insert into t values (2, ?)', ['x'.repeat(100_000)]);
    expect(page.image.read()).toEqual(committed);
    page.run('rollback', []);
    const copy = openHandle(sqlite);
    copy.image.load(committed);
    expect(copy.all('select * from t', [])).toEqual([{ a: 1, b: 'kept' }]);
    copy.run('begin immediate', []);
    for (let n = 0; n < 300; n++) copy.run('insert into t values (2, ?)', ['x'.repeat(100_000)]);
    expect(copy.image.read()).toEqual(committed);
    copy.run('rollback', []);
    copy.run('delete from t', []);
    expect(page.all('select count(*) as n from t', [])).toEqual([{ n: 1 }]);
    copy.close();
  });
});
