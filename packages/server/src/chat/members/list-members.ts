import type { ChannelMember, CheckedRequest, Page } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { paginate } from '../../http/paginate.js';
import { requireChannel } from '../channel-access.js';
import { readMembers } from './member-store.js';

/** Lists members in the order in which they joined. Rejects with `not_found`, `banned` or `invalid_cursor`. */
export async function listMembers(
  ctx: Ctx,
  channelId: string,
  query: CheckedRequest<'listMembers'>['query'],
): Promise<Page<ChannelMember>> {
  await requireChannel(ctx, ctx.db, channelId);
  return paginate(ctx, {
    list: 'members',
    filters: [channelId],
    query,
    read: ([joinedAt, userId], limit) =>
      readMembers(ctx.db, {
        projectId: ctx.projectId,
        channelId,
        after: joinedAt === undefined ? null : { joinedAt: Number(joinedAt), userId: String(userId) },
        limit,
      }),
    keyOf: ({ joinedAt, userId }) => [Date.parse(joinedAt), userId],
  });
}
