import { chatChannel, PROJECT_CHANNEL, userChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { isAbove, requireChannel, requireModerator } from '../channel-access.js';
import { findMember } from '../members/member-store.js';
import { deleteRestrictions } from './restriction-store.js';

/**
 * Ends a user's ban, of either kind, or its mute. Rejects with `not_found`, `banned`, or `forbidden` for who does not
 * moderate, and of an owner or another moderator.
 */
export async function liftRestriction(ctx: Ctx, channelId: string, userId: string, what: 'ban' | 'mute') {
  const { projectId } = ctx;
  const ch = chatChannel(channelId);
  return ctx.write(async (tx) => {
    await tx.nextOffset(ch);
    const access = await requireChannel(ctx, tx.db, channelId);
    requireModerator(access);
    const member = await findMember(tx.db, projectId, channelId, userId);
    // Whoever may not restrict somebody does not set it free: least of all itself.
    if (!isAbove(access, member?.role)) {
      throw new ApiError('forbidden', `${userId} is a moderator; an owner may lift this.`);
    }
    const kinds = what === 'ban' ? (['ban', 'shadow_ban'] as const) : (['mute'] as const);
    const lifted = await deleteRestrictions(tx.db, { projectId, channelId, userId, kinds, now: ctx.now() });
    if (lifted.length === 0) return { channelId, userId, removed: false };
    // The end of a shadow ban is told to as few as its beginning.
    if (lifted.some((kind) => kind !== 'shadow_ban')) {
      const type = what === 'ban' ? 'user.unbanned' : 'user.unmuted';
      for (const to of [ch, userChannel(userId)]) tx.emit({ ch: to, type, data: { channelId, userId } });
    }
    const action = what === 'ban' ? ('unban' as const) : ('unmute' as const);
    const told = { channelId, action, userId, messageId: null, by: access.userId, reason: null, expiresAt: null };
    tx.emit({ ch: PROJECT_CHANNEL, type: 'chat.moderation', data: told });
    return { channelId, userId, removed: true };
  });
}
