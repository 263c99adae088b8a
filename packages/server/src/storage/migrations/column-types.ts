import { sql } from 'kysely';
import type { Engine } from '../storage.js';

/** The types of columns on an engine. */
export const columnTypes = (engine: Engine) => ({
  /** Compared by bytes on both engines, whatever the locale of a PostgreSQL database. */
  text: engine === 'postgres' ? sql`text collate "C"` : sql`text`,
  integer: engine === 'postgres' ? sql`bigint` : sql`integer`,
  /** Ends a table of small rows found by their key: on SQLite the key's index is the table. */
  keyed: engine === 'postgres' ? sql`` : sql`without rowid`,
});
