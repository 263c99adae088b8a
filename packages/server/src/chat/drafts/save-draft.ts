import type { CheckedRequest, Draft } from '@pulse-io/protocol';
import { actingUser } from '../../caller.js';
import { toTimestamp } from '../../clock.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { deleteDraft, putDraft } from './draft-store.js';

/**
 * Keeps what a user has begun to write in a channel, in the place of what was kept before; nobody else sees it. One
 * without text and attachments is forgotten.
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
    const updatedAt = ctx.now();
    if (content.text.trim() === '' && !content.attachments?.length) {
      await deleteDraft(db, projectId, channelId, userId);
    } else {
      await putDraft(db, { projectId, channelId, userId, content: JSON.stringify(content), updatedAt });
    }
    return { ...content, updatedAt: toTimestamp(updatedAt) };
  });
}
