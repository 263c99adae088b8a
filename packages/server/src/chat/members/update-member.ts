import { type ChannelMember, chatChannel, type MemberRole, userChannel } from '@pulse-io/protocol';
import { ApiError, notFound } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { changeRole, countOwners, findMember } from './member-store.js';

/**
 * Gives a member another role, as an owner, a server or an admin of the project.
 * Rejects with `not_found`, `banned`, `forbidden`, or `conflict` when the channel would be left without an owner.
 */
export async function updateMember(
  ctx: Ctx,
  channelId: string,
  userId: string,
  role: MemberRole,
): Promise<ChannelMember> {
  const { projectId } = ctx;
  return ctx.write(async (tx) => {
    await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId);
    if (access.channel.type === 'dm') throw new ApiError('forbidden', 'In a dm everybody is a member.');
    if (!access.owns) throw new ApiError('forbidden', `Only an owner of ${channelId} gives roles.`);
    const before = await findMember(tx.db, projectId, channelId, userId);
    if (!before) throw notFound(`The member ${userId}`);
    if (before.role === role) return before;
    if (before.role === 'owner' && (await countOwners(tx.db, projectId, channelId)) === 1) {
      throw new ApiError('conflict', 'Make another member an owner first: a channel keeps one.', { param: 'role' });
    }
    const member = await changeRole(tx.db, projectId, channelId, userId, role);
    for (const ch of [chatChannel(channelId), userChannel(userId)]) {
      tx.emit({ ch, type: 'chat.member.updated', data: { channelId, member } });
    }
    return member;
  });
}
