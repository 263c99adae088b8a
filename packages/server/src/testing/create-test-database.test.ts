import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { createTestDatabase } from './create-test-database.js';

const postgresUrl = inject('postgresUrl');

describe.skipIf(postgresUrl === null)('createTestDatabase', () => {
  const tablesOf = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
      return rows.map((row) => row.name);
    } finally {
      await client.end();
    }
  };

  const create = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('create table thing (id text)');
    await client.end();
  };

  test('gives every caller an empty database of its own', async () => {
    const [one, two] = await Promise.all([
      createTestDatabase(postgresUrl ?? ''),
      createTestDatabase(postgresUrl ?? ''),
    ]);
    await create(one.url);
    expect(await tablesOf(one.url)).toEqual(['thing']);
    expect(await tablesOf(two.url)).toEqual([]);
    await Promise.all([one.drop(), two.drop()]);
  });

  test('drops a database that is still in use', async () => {
    const { url, drop } = await createTestDatabase(postgresUrl ?? '');
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    await drop();
    await expect(tablesOf(url)).rejects.toMatchObject({ code: '3D000' });
    await client.end().catch(() => {});
  });
});
