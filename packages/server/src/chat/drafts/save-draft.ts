import type { CheckedRequest, Draft } from '@pulse-io/protocol';
import { actingUser } from '../../caller.js';
import { toTimestamp } from '../../clock.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';

/**
 * Keeps what a user has begun to write in a channel, in the place of what was kept before; nobody else sees it.
 * Rejects with `not_found`, `banned`, `forbidden_user` or `invalid_request`.
 */
export async function saveDraft(
  ctx: Ctx,
  channelId: string,
  body: CheckedRequest<'saveDraft'>['body'],
): Promise<Draft> {
  const { userId: named, ...content } = body;
  const userId = actingUser(ctx.caller, named);
  const { projectId } = ctx;
  return ctx.write(async ({ db }) => {
    await requireChannel(ctx, db, channelId, userId);
    const row = { content: JSON.stringify(content), updatedAt: ctx.now() };
    await db
      .insertInto('chatDraft')
      .values({ projectId, channelId, userId, ...row })
      .onConflict((conflict) => conflict.columns(['projectId', 'channelId', 'userId']).doUpdateSet(row))
      .execute();
    return { ...content, updatedAt: toTimestamp(row.updatedAt) };
  });
}
