import type { ChatChannelView, CheckedRequest, Page } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { paginate } from '../../http/paginate.js';
import { overseesAll, requireSelf } from '../channel-access.js';
import { listRows, SORT_COLUMNS } from './channel-list-store.js';
import { LISTED_MEMBERS, readViews } from './channel-view.js';

/**
 * Lists a user's channels, or the livestreams of its project; for a server in nobody's name all channels.
 * Rejects with `forbidden_user` or `invalid_cursor`.
 */
export async function listChannels(
  ctx: Ctx,
  query: CheckedRequest<'listChannels'>['query'],
): Promise<Page<ChatChannelView>> {
  requireSelf(ctx.caller, query.userId);
  const { projectId } = ctx;
  const { joined, sort, type, name, frozen, unread } = query;
  const userId = ctx.caller.kind === 'user' ? ctx.caller.identity : (query.userId ?? null);
  const now = ctx.now();
  const rows = await paginate(ctx, {
    list: 'channels',
    filters: [JSON.stringify([userId, joined, sort, type, name, frozen, unread])],
    query,
    read: ([value, id], limit) =>
      listRows(ctx.db, {
        ...{ projectId, userId, joined, sort, limit, now },
        filter: { type, name, frozen, unread },
        after: value === undefined ? null : { value, id: String(id) },
      }),
    keyOf: (row) => [row[SORT_COLUMNS[sort]], row.id],
  });
  const options = { projectId, userId, oversees: overseesAll(ctx.caller), now, members: LISTED_MEMBERS.each };
  const ids = rows.data.map(({ id }) => id);
  return { data: await readViews(ctx.db, ids, options), next: rows.next };
}
