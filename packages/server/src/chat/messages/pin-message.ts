import { chatChannel, type Message, SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, requireChannel } from '../channel-access.js';
import { answerMessage } from './answer-message.js';
import { isShadowBanned, requireStanding, requireVoice } from './message-access.js';
import { countPins } from './message-list-store.js';
import { changeMessage, toMessage } from './message-store.js';
import { tellMessage, versionOf } from './tell-message.js';

/**
 * Pins a message, or ends that; where it is so already, and under a shadow ban, nothing happens. In messaging and dm
 * channels any member may, elsewhere moderators. Rejects with `not_found`, `banned`, `muted`, `channel_frozen`,
 * `forbidden`, and with `conflict` when too many are pinned.
 */
export async function pinMessage(
  ctx: Ctx,
  channelId: string,
  messageId: string,
  { pinned, userId }: { pinned: boolean; userId?: string | undefined },
): Promise<Message> {
  return ctx.write(async (tx) => {
    const next = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const before = await requireStanding(tx.db, access, messageId);
    requireMayPin(access);
    requireVoice(ctx, access);
    const goesNowhere = isShadowBanned(ctx, access) && !before.shadowed;
    if (goesNowhere || (before.pinnedAt !== null) === pinned) return answerMessage(tx.db, access.userId, before);
    if (pinned && (await countPins(tx.db, before)) >= SERVER_LIMITS.pins) {
      throw new ApiError('conflict', `A channel has at most ${SERVER_LIMITS.pins} pinned messages; unpin one first.`);
    }
    const message = await changeMessage(tx.db, before, {
      ...(pinned ? { pinnedAt: ctx.now(), pinnedBy: access.userId } : { pinnedAt: null, pinnedBy: null }),
      version: versionOf(before, next),
    });
    tellMessage(tx, message, 'chat.message.updated', { message: toMessage(message) });
    return answerMessage(tx.db, access.userId, message);
  });
}

function requireMayPin({ channel, member, moderates }: ChannelAccess): void {
  const open = channel.type === 'messaging' || channel.type === 'dm';
  if (moderates || (open && member)) return;
  throw new ApiError('forbidden', `Only moderators of ${channel.id} pin messages.`);
}
