import { sql } from 'kysely';
import type { ReadDb } from '../../storage/storage.js';
import { CHANNEL_TERMS, type Hit, type SearchOptions } from './search-options.js';
import { authorTerm, channelTerm, projectTerm } from './terms.js';

/** Messages that are walked through before the index is asked. */
const WALKED = 2_000;
/** Of each channel at least so many pages. */
const WALKED_PAGES = 2;

/**
 * Finds messages in two steps. A word of every other message stands among the newest ones, and is found by walking
 * through those; an index would first gather all that it has. What is not found there is rare, and the index is quick.
 */
export async function searchPostgres(db: ReadDb, options: SearchOptions, walk = WALKED): Promise<Hit[]> {
  const { hits, isWhole } = await walkNewest(db, options, walk);
  return hits.length >= options.limit || isWhole ? hits : readIndex(db, options);
}

/** Walks through the newest messages in scope; `isWhole` when there are no more than those. */
async function walkNewest(
  db: ReadDb,
  options: SearchOptions,
  walk: number,
): Promise<{ hits: Hit[]; isWhole: boolean }> {
  const { projectId, channelIds, before, limit } = options;
  const channels = hasTerms(channelIds) ? channelIds : null;
  const size = Math.max(Math.ceil(walk / (channels?.length ?? 1)), WALKED_PAGES * limit);
  const rows = sql`select * from "chatSearch" where "projectId" = ${projectId}`;
  // Of each channel by itself, lest the planner take a large one for the average of all.
  const walked = channels
    ? sql.join(
        channels.map(
          (id) => sql`(${rows} and "channelId" = ${id} and "seq" < ${before} order by "seq" desc limit ${size})`,
        ),
        sql` union all `,
      )
    : sql`${rows} and -"seq" > ${-before} order by -"seq" limit ${size}`;
  const group = channels ? sql`"channelId"` : sql`"projectId"`;
  // Below the floor there are messages that were not walked through, in one channel or another.
  const found = sql<{ floor: number; seq: number | null; messageId: string | null }>`(
    with "walked" as materialized (${walked}),
    "ends" as (select min("seq") as "seq" from "walked" group by ${group} having count(*) = ${size}),
    "floor" as (select coalesce(max("seq"), 0) as "seq" from "ends")
    select "floor"."seq" as "floor", "found"."seq", "found"."messageId" from "floor" left join lateral (
      select "s"."seq", "s"."messageId" from "walked" "s"
      where "s"."seq" >= "floor"."seq" and "s"."words" @@ ${toTsquery(options, false)}::tsquery and ${isShown(options)}
      order by "s"."seq" desc limit ${limit}
    ) "found" on true
  )`;
  const answer = await db.selectFrom(found.as('hit')).selectAll().orderBy('seq', 'desc').execute();
  const hits = answer.flatMap(({ seq, messageId }) => (seq === null || messageId === null ? [] : [{ seq, messageId }]));
  return { hits, isWhole: answer[0]?.floor === 0 };
}

/** Finds what the index has, all of it, and answers the newest. */
function readIndex(db: ReadDb, options: SearchOptions): Promise<Hit[]> {
  const hits = sql<Hit>`(
    with "found" as materialized (
      select "s"."seq", "s"."messageId" from "chatSearch" "s"
      where "s"."words" @@ ${toTsquery(options, true)}::tsquery and "s"."projectId" = ${options.projectId}
      and "s"."seq" < ${options.before} and ${isShown(options)}
    )
    select * from "found" order by "seq" desc limit ${options.limit}
  )`;
  return db.selectFrom(hits.as('hit')).selectAll().orderBy('seq', 'desc').execute();
}

function isShown({ channelIds, from, reader, moderated }: SearchOptions) {
  const inChannels = (ids: readonly string[]) => sql<boolean>`"s"."channelId" = any(${ids}::text[])`;
  const stands = sql`exists (
    select 1 from "chatChannel" "c"
    where "c"."projectId" = "s"."projectId" and "c"."id" = "s"."channelId" and "c"."deletedAt" is null
  )`;
  return sql.join(
    [
      channelIds ? inChannels(channelIds) : stands,
      ...(moderated ? [sql`("s"."shadowed" = 0 or "s"."userId" = ${reader ?? ''} or ${inChannels(moderated)})`] : []),
      ...(from === undefined ? [] : [sql`"s"."userId" = ${from}`]),
    ],
    sql` and `,
  );
}

/** Words as a tsquery. Each is quoted, and none has a quote in it. */
function toTsquery({ projectId, query, channelIds, from }: SearchOptions, isScoped: boolean): string {
  const words = [...query.words.map(quoted), `${quoted(query.prefix)}:*`];
  if (!isScoped) return words.join(' & ');
  const scope = hasTerms(channelIds)
    ? channelIds.map((id) => quoted(channelTerm(projectId, id)))
    : [quoted(projectTerm(projectId))];
  const author = from === undefined ? [] : [quoted(authorTerm(projectId, from))];
  return [...words, ...author, `(${scope.join(' | ')})`].join(' & ');
}

const hasTerms = (channelIds: readonly string[] | null): channelIds is readonly string[] =>
  channelIds !== null && channelIds.length <= CHANNEL_TERMS;

const quoted = (word: string): string => `'${word}'`;
