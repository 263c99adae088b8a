import { chatChannel, type Message, type MessageUpdate } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { actingUser } from '../../caller.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { indexMessage } from '../search/search-store.js';
import { answerMessage } from './answer-message.js';
import { loadPreviews } from './load-previews.js';
import { keepVisible, putMentions } from './mention-store.js';
import { isShadowBanned, requireStanding, requireVoice } from './message-access.js';
import { requireSendable, toContent } from './message-content.js';
import { changeMessage, type MessageRow, toMessage } from './message-store.js';
import { tellMessage, versionOf } from './tell-message.js';

/**
 * Changes what a message of one's own says; what is left out stays. Under a shadow ban, changes to what others see are
 * answered and go nowhere. Rejects with `not_found`, `banned`, `muted`,
 * `channel_frozen`, `message_blocked`, `invalid_request`, `body_too_large`, or `forbidden` for another's message.
 */
export async function updateMessage(
  ctx: Ctx,
  channelId: string,
  messageId: string,
  input: MessageUpdate,
): Promise<Message> {
  const userId = actingUser(ctx.caller, input.userId);
  let edited: MessageRow | null = null;
  const answer = await ctx.write(async (tx) => {
    const next = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const before = await requireStanding(tx.db, access, messageId);
    if (before.userId !== userId) {
      throw new ApiError('forbidden', `The message is ${before.userId}’s, who alone may change what it says.`);
    }
    requireVoice(ctx, access);
    const content = toContent(input);
    const mentions =
      input.mentions && JSON.stringify(await keepVisible(tx.db, access.channel, input.mentions, ctx.now()));
    const changes = {
      ...content,
      ...(mentions === undefined ? {} : { mentions }),
      ...(content.text === undefined || content.text === before.text ? {} : { linkPreviews: '[]' }),
      editedAt: ctx.now(),
      version: versionOf(before, next),
    };
    requireSendable(access.channel, { ...before, ...changes });
    if (isShadowBanned(ctx, access) && !before.shadowed) return answerMessage(tx.db, userId, { ...before, ...changes });
    const message = await changeMessage(tx.db, before, changes);
    if (message.text !== before.text) await indexMessage(tx.db, message);
    if (mentions !== undefined) await putMentions(tx.db, message);
    tellMessage(tx, message, 'chat.message.updated', { message: toMessage(message) });
    edited = message;
    return answerMessage(tx.db, userId, message);
  });
  if (edited) loadPreviews(ctx, edited);
  return answer;
}
