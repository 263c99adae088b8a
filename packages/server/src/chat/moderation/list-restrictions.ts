import type { ChannelRestriction, CheckedRequest, Page } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { paginate } from '../../http/paginate.js';
import { requireChannel, requireModerator } from '../channel-access.js';
import { readRestrictions } from './restriction-store.js';

/** Lists what holds against users now, by user. Rejects with `not_found`, `banned`, `forbidden` or `invalid_cursor`. */
export async function listRestrictions(
  ctx: Ctx,
  channelId: string,
  query: CheckedRequest<'listRestrictions'>['query'],
): Promise<Page<ChannelRestriction>> {
  requireModerator(await requireChannel(ctx, ctx.db, channelId));
  const { projectId } = ctx;
  return paginate(ctx, {
    list: 'restrictions',
    filters: [channelId],
    query,
    read: ([userId = '', kind = ''], limit) =>
      readRestrictions(ctx.db, {
        ...{ projectId, channelId, now: ctx.now(), limit },
        after: { userId: String(userId), kind: String(kind) },
      }),
    keyOf: ({ userId, kind }) => [userId, kind],
  });
}
