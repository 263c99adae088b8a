import type { Kysely } from 'kysely';
import type { Engine } from '../storage.js';
import { columnTypes } from './column-types.js';

export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, integer } = columnTypes(engine);
  await db.schema
    .createTable('upload')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('userId', text)
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('mimeType', text, (c) => c.notNull())
    .addColumn('size', integer, (c) => c.notNull())
    .addColumn('width', integer)
    .addColumn('height', integer)
    .addColumn('createdAt', integer, (c) => c.notNull())
    .execute();
}
