import { sql } from 'kysely';
import type { ReadDb } from '../../storage/storage.js';
import { CHANNEL_TERMS, type Hit, type SearchOptions } from './search-options.js';
import { authorTerm, channelTerm, projectTerm } from './terms.js';

/** Finds messages by FTS5, which walks from the newest on and ends when a page is full. */
export function searchSqlite(db: ReadDb, options: SearchOptions): Promise<Hit[]> {
  const { projectId, channelIds, from, reader, moderated, before, limit } = options;
  const inChannels = (ids: readonly string[]) =>
    sql<boolean>`"s"."channelId" in (select "value" from json_each(${JSON.stringify(ids)}))`;
  const stands = sql<boolean>`exists (
    select 1 from "chatChannel" "c"
    where "c"."projectId" = "s"."projectId" and "c"."id" = "s"."channelId" and "c"."deletedAt" is null
  )`;
  const isShown =
    moderated && sql<boolean>`("s"."shadowed" = 0 or "s"."userId" = ${reader ?? ''} or ${inChannels(moderated)})`;
  const conditions = [
    sql`"chatSearchWords" match ${toMatch(options)}`,
    sql`"w"."rowid" < ${before}`,
    sql`"s"."projectId" = ${projectId}`,
    channelIds ? inChannels(channelIds) : stands,
    ...(isShown ? [isShown] : []),
    ...(from === undefined ? [] : [sql`"s"."userId" = ${from}`]),
  ];
  // A cross join keeps its order: the index first, then what it finds.
  const hits = sql<Hit>`(
    select "s"."seq", "s"."messageId" from "chatSearchWords" "w" cross join "chatSearch" "s" on "s"."seq" = "w"."rowid"
    where ${sql.join(conditions, sql` and `)} order by "w"."rowid" desc limit ${limit}
  )`;
  return db.selectFrom(hits.as('hit')).selectAll().orderBy('seq', 'desc').execute();
}

/** A query of FTS5. Each word is quoted, and none has a quote in it. */
function toMatch({ projectId, query, channelIds, from }: SearchOptions): string {
  const scope =
    channelIds && channelIds.length <= CHANNEL_TERMS
      ? channelIds.map((id) => quoted(channelTerm(projectId, id)))
      : [quoted(projectTerm(projectId))];
  return [
    ...query.words.map(quoted),
    `${quoted(query.prefix)} *`,
    ...(from === undefined ? [] : [quoted(authorTerm(projectId, from))]),
    `(${scope.join(' OR ')})`,
  ].join(' AND ');
}

const quoted = (word: string): string => `"${word}"`;
