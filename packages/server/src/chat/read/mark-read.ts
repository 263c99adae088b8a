import { type ChannelReadAnswer, type CheckedRequest, chatChannel, userChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { actingUser } from '../../caller.js';
import { toTimestamp } from '../../clock.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { requireMessage } from '../messages/message-access.js';
import { advanceRead } from './read-store.js';
import { readUnread } from './unread-store.js';

/**
 * Marks a channel as read up to a message, or whole. What was read stays so: an earlier message changes nothing, and
 * nobody is told. Rejects with `not_found`, `banned`, `forbidden_user`, or `invalid_request` for a message of a thread.
 */
export async function markRead(
  ctx: Ctx,
  channelId: string,
  { messageId, userId: named }: CheckedRequest<'markRead'>['body'],
): Promise<ChannelReadAnswer> {
  const userId = actingUser(ctx.caller, named);
  const { projectId } = ctx;
  const ch = chatChannel(channelId);
  return ctx.write(async (tx) => {
    const next = await tx.nextOffset(ch);
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const message = messageId === undefined ? null : await requireMessage(tx.db, access, messageId);
    if (message && message.parentId !== '') {
      throw new ApiError('invalid_request', 'Only messages of the channel are marked as read, not those of threads.', {
        param: 'messageId',
      });
    }
    const offset = message?.offset ?? next - 1;
    const moved = await advanceRead(tx.db, { projectId, channelId, userId, offset, readAt: ctx.now() });
    const unread = (await readUnread(tx.db, { projectId, userId, channelIds: [channelId] })).get(channelId);
    const isOpen = access.channel.type === 'livestream';
    const answer = {
      ...{ userId, offset: unread?.readOffset ?? offset, readAt: toTimestamp(unread?.readAt ?? ctx.now()) },
      ...{ unreadCount: unread?.unreadCount ?? 0, unreadMentions: unread?.unreadMentions ?? 0 },
      // The event is itself of the channel, but where thousands watch it goes to the reader alone.
      head: moved && !isOpen ? next : next - 1,
    };
    if (moved) tx.emit({ ch: isOpen ? userChannel(userId) : ch, type: 'chat.read', data: { channelId, ...answer } });
    return answer;
  });
}
