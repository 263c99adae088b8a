import type { CheckedRequest, MessageReaction, Page } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { paginate } from '../../http/paginate.js';
import { requireChannel } from '../channel-access.js';
import { requireMessage } from './message-access.js';
import { readReactions } from './reaction-store.js';

/** Lists who reacted to a message, the newest first. Rejects with `not_found`, `banned` or `invalid_cursor`. */
export async function listMessageReactions(
  ctx: Ctx,
  channelId: string,
  messageId: string,
  query: CheckedRequest<'listMessageReactions'>['query'],
): Promise<Page<MessageReaction>> {
  await requireMessage(ctx.db, await requireChannel(ctx, ctx.db, channelId), messageId);
  return paginate(ctx, {
    list: 'reactions',
    filters: [messageId, query.kind ?? ''],
    query,
    read: ([createdAt, userId, kind], limit) =>
      readReactions(ctx.db, {
        ...{ projectId: ctx.projectId, messageId, kind: query.kind, limit },
        after:
          createdAt === undefined ? null : { createdAt: Number(createdAt), userId: String(userId), kind: String(kind) },
      }),
    keyOf: ({ createdAt, userId, kind }) => [Date.parse(createdAt), userId, kind],
  });
}
