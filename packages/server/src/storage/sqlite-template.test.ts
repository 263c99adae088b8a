import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../node/open-sqlite.js';
import { openSqlite as openPageSqlite } from '../page/open-sqlite.js';
import { SqliteTemplate } from './sqlite-template.js';
import type { Storage, Tx } from './storage.js';

let opened: Storage[];
let folder: string;
beforeEach(() => {
  opened = [];
  folder = mkdtempSync(join(tmpdir(), 'pulse-template-'));
});
afterEach(async () => {
  for (const storage of opened) await storage.close();
  rmSync(folder, { recursive: true });
});

async function open(opening: Promise<Storage>): Promise<Storage> {
  const storage = await opening;
  opened.push(storage);
  return storage;
}

/** Everything that a database consists of while it is empty. */
const anatomy = (storage: Storage) =>
  storage.transaction(async (tx) => ({
    schema: await rows(tx, 'select type, name, tbl_name, sql from sqlite_master order by rowid'),
    migrations: await rows(tx, 'select name from kysely_migration order by name'),
    lock: await rows(tx, 'select * from kysely_migration_lock'),
    settings: await rows(tx, 'select * from setting'),
  }));
const rows = async (tx: Tx, statement: string) => (await sql.raw(statement).execute(tx)).rows;

describe.each([
  ['node:sqlite', openSqlite],
  ['WebAssembly', openPageSqlite],
])('a database in memory on %s', (_, openInMemory) => {
  test('has the schema that migrations make, whether it was migrated or copied', async () => {
    const migrated = await anatomy(await open(openSqlite({ folder })));
    expect(migrated.schema.length).toBeGreaterThan(40);
    for (let n = 0; n < 3; n++) expect(await anatomy(await open(openInMemory()))).toEqual(migrated);
  });

  test('knows nothing of those before it', async () => {
    const first = await open(openInMemory());
    await first.transaction((tx) => tx.insertInto('setting').values({ name: 'a', value: 'a' }).execute());
    const second = await open(openInMemory());
    expect(await second.db.selectFrom('setting').selectAll().execute()).toEqual([]);
    await second.transaction((tx) => tx.insertInto('setting').values({ name: 'b', value: 'b' }).execute());
    expect(await first.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'a' }]);
  });
});

test('a folder of an older version is migrated, and keeps its data', async () => {
  await open(openSqlite());
  await (await openSqlite({ folder })).close();
  const file = new DatabaseSync(join(folder, 'pulse.sqlite'));
  // As the version before uploads and search left it.
  file.exec(`
    drop table upload;
    drop trigger "chatSearch_added"; drop trigger "chatSearch_removed"; drop trigger "chatSearch_changed";
    drop table "chatSearchWords"; drop table "chatSearch";
    delete from kysely_migration where name > '0003';
    insert into setting values ('kept', 'kept');
  `);
  file.close();
  const storage = await open(openSqlite({ folder }));
  const { schema, migrations } = await anatomy(storage);
  const copied = await anatomy(await open(openSqlite()));
  expect(new Set(schema)).toEqual(new Set(copied.schema));
  expect(migrations).toEqual(copied.migrations);
  expect(await storage.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'kept' }]);
});

test('where a library makes no images, each database is migrated', async () => {
  const template = new SqliteTemplate();
  let migrated = 0;
  const handle = { all: () => [], run: () => 0, close: () => {} };
  for (let n = 0; n < 3; n++) {
    await template.apply(handle, async () => {
      migrated++;
    });
  }
  expect(migrated).toBe(3);
});
