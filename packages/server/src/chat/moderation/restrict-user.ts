import {
  type ChannelRestriction,
  chatChannel,
  type MemberRole,
  PROJECT_CHANNEL,
  userChannel,
} from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, isAbove, requireChannel, requireModerator } from '../channel-access.js';
import { findMember } from '../members/member-store.js';
import { putRestriction, type RestrictionRow, toRestriction } from './restriction-store.js';

export interface NewRestriction {
  userId: string;
  kind: RestrictionRow['kind'];
  reason?: string | undefined;
  /** Without it, it holds until it is lifted. */
  ttlSeconds?: number | undefined;
}

/**
 * Bans or mutes a user in a channel, in the place of an earlier ban or mute. A ban takes the channel from the user with
 * its very event; of a shadow ban nobody but moderators is told.
 * Rejects with `not_found`, `banned`, or `forbidden` for who does not moderate, and of an owner or another moderator.
 */
export async function restrictUser(
  ctx: Ctx,
  channelId: string,
  { userId, kind, reason, ttlSeconds }: NewRestriction,
): Promise<ChannelRestriction> {
  const { projectId } = ctx;
  const ch = chatChannel(channelId);
  return ctx.write(async (tx) => {
    await tx.nextOffset(ch);
    const access = await requireChannel(ctx, tx.db, channelId);
    requireModerator(access);
    const member = await findMember(tx.db, projectId, channelId, userId);
    requireBelow(access, userId, member?.role);
    const now = ctx.now();
    const row: RestrictionRow = {
      ...{ projectId, channelId, userId, kind, by: access.userId, reason: reason ?? null, createdAt: now },
      expiresAt: ttlSeconds === undefined ? null : now + ttlSeconds * 1000,
    };
    await putRestriction(tx.db, row);
    const restriction = toRestriction(row);
    if (kind !== 'shadow_ban') {
      const type = kind === 'ban' ? 'user.banned' : 'user.muted';
      for (const to of [ch, userChannel(userId)]) tx.emit({ ch: to, type, data: restriction });
    }
    const { by, expiresAt } = restriction;
    const action = { channelId, action: kind, userId, messageId: null, by, reason: row.reason, expiresAt };
    tx.emit({ ch: PROJECT_CHANNEL, type: 'chat.moderation', data: action });
    return restriction;
  });
}

function requireBelow(access: ChannelAccess, userId: string, role: MemberRole | undefined): void {
  if (userId === access.userId) throw new ApiError('forbidden', 'Nobody restricts itself; leave the channel instead.');
  if (role === 'owner') throw new ApiError('forbidden', `${userId} owns the channel.`);
  if (!isAbove(access, role)) throw new ApiError('forbidden', `${userId} is a moderator too; an owner may do this.`);
}
