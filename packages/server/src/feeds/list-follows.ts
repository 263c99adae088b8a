import { type Follow, type Page, withGroup } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';
import { paginate } from '../http/paginate.js';
import { requireReadable } from './feed-access.js';
import { listFollows } from './follow-store.js';

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

/** Lists the feeds that follow a feed, newest first. */
export const listFollowers = (ctx: Ctx, feedId: string, query: PageQuery): Promise<Page<Follow>> =>
  page(ctx, withGroup(feedId, 'user'), 'target', query);

/** Lists the feeds that a feed follows, newest first. */
export const listFollowing = (ctx: Ctx, feedId: string, query: PageQuery): Promise<Page<Follow>> =>
  page(ctx, withGroup(feedId, 'timeline'), 'source', query);

async function page(ctx: Ctx, feed: string, as: 'source' | 'target', query: PageQuery): Promise<Page<Follow>> {
  requireReadable(ctx.caller, feed);
  const other = as === 'source' ? 'target' : 'source';
  return paginate(ctx, {
    list: 'follows',
    filters: [as, feed],
    query,
    read: ([createdAt, name], limit) =>
      listFollows(ctx.db, {
        projectId: ctx.projectId,
        feed,
        as,
        after: createdAt === undefined ? null : { createdAt: Number(createdAt), feed: String(name) },
        limit,
      }),
    keyOf: (follow) => [Date.parse(follow.createdAt), follow[other]],
  });
}
