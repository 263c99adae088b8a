import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  /** Removes the database, also with connections open. */
  drop(): Promise<void>;
}

/** Creates an empty database with a name of its own on the server behind `url`. */
export async function createTestDatabase(url: string): Promise<TestDatabase> {
  const name = `pulse_test_${randomUUID().replaceAll('-', '')}`;
  await run(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => run(url, `drop database if exists ${name} with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
