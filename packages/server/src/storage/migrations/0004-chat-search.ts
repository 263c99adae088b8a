import { type Kysely, sql } from 'kysely';
import type { Engine } from '../storage.js';
import { columnTypes } from './column-types.js';

/** The words of messages. `seq` grows with each message, so that both engines find the newest first. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, integer } = columnTypes(engine);
  const isPostgres = engine === 'postgres';

  await db.schema
    .createTable('chatSearch')
    .addColumn('seq', integer, (c) => (isPostgres ? c.notNull().generatedAlwaysAsIdentity() : c.primaryKey()))
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('messageId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('shadowed', integer, (c) => c.notNull())
    .addColumn('words', isPostgres ? sql`tsvector` : text, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('chatSearch_by_message')
    .on('chatSearch')
    .columns(['projectId', 'messageId'])
    .unique()
    .execute();

  if (isPostgres) {
    // Each is the only one that has the order of its walk: the planner, which takes the messages of a channel for spread
    // evenly, would else look for them along those of the whole project.
    await sql`create index "chatSearch_by_channel" on "chatSearch" ("projectId", "channelId", "seq")`.execute(db);
    await sql`create index "chatSearch_by_project" on "chatSearch" ("projectId", (-"seq"))`.execute(db);
    // Without a list of pending rows, which every search would have to read through.
    await sql`create index "chatSearch_words" on "chatSearch" using gin ("words") with (fastupdate = off)`.execute(db);
    return;
  }
  // Words come clean and are taken as they are: `ascii` neither folds nor parts what is beyond ASCII. Beginnings have lists
  // of their own, so that they are walked from the newest on and no further than a page needs; without them FTS5 would
  // first gather all that have one.
  await sql`
    create virtual table "chatSearchWords" using fts5(
      words, content = 'chatSearch', content_rowid = 'seq', tokenize = "ascii tokenchars '_'",
      detail = 'none', columnsize = 0, prefix = '1 2 3 4 5 6 7 8'
    )`.execute(db);
  await sql`
    create trigger "chatSearch_added" after insert on "chatSearch" begin
      insert into "chatSearchWords" (rowid, words) values (new.seq, new.words);
    end`.execute(db);
  await sql`
    create trigger "chatSearch_removed" after delete on "chatSearch" begin
      insert into "chatSearchWords" ("chatSearchWords", rowid, words) values ('delete', old.seq, old.words);
    end`.execute(db);
  await sql`
    create trigger "chatSearch_changed" after update of words on "chatSearch" begin
      insert into "chatSearchWords" ("chatSearchWords", rowid, words) values ('delete', old.seq, old.words);
      insert into "chatSearchWords" (rowid, words) values (new.seq, new.words);
    end`.execute(db);
}
