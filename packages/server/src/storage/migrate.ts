import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from './migrations/0001-initial.js';
import * as chat from './migrations/0002-chat.js';
import * as uploads from './migrations/0003-uploads.js';
import * as chatSearch from './migrations/0004-chat-search.js';
import type { Database } from './schema.js';
import type { Engine } from './storage.js';

const MIGRATIONS = {
  '0001-initial': initial,
  '0002-chat': chat,
  '0003-uploads': uploads,
  '0004-chat-search': chatSearch,
};

/** Brings the schema up to date; on PostgreSQL processes that start together wait for each other. */
export async function migrate(db: Kysely<Database>, engine: Engine): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (schema) => up(schema, engine) }]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
