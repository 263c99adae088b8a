import type { CheckedRequest, Message, Page } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { paginate } from '../../http/paginate.js';
import { answerMessages } from '../messages/answer-message.js';
import { findMessages } from '../messages/message-store.js';
import { searchPostgres } from './search-postgres.js';
import { findScope } from './search-scope.js';
import { searchSqlite } from './search-sqlite.js';
import { toQueryWords } from './words.js';

const SEARCH = { sqlite: searchSqlite, postgres: searchPostgres };

/**
 * Finds messages that have all words of a query, the last of which may be unfinished, the newest first. A query without
 * a letter or digit finds nothing. Rejects with `not_found`, `banned`, `forbidden_user` or `invalid_cursor`.
 */
export async function searchMessages(
  ctx: Ctx,
  query: CheckedRequest<'searchMessages'>['query'],
): Promise<Page<Message>> {
  const { projectId, db } = ctx;
  const { q, channelId, from } = query;
  const scope = await findScope(ctx, query);
  const words = toQueryWords(q);
  const search = SEARCH[ctx.services.storage.engine];
  const hits = await paginate(ctx, {
    list: 'search',
    filters: [JSON.stringify([scope.reader, q, channelId, from])],
    query,
    read: async ([before = Number.MAX_SAFE_INTEGER], limit) =>
      words && scope.channelIds?.length !== 0
        ? search(db, { projectId, query: words, ...scope, from, before: Number(before), limit })
        : [],
    keyOf: ({ seq }) => [seq],
  });
  const found = await findMessages(
    db,
    projectId,
    hits.data.map(({ messageId }) => messageId),
  );
  const rows = hits.data.flatMap(({ messageId }) => found.get(messageId) ?? []);
  return { data: await answerMessages(db, scope.reader, rows), next: hits.next };
}
