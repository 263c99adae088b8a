import { chatChannel, type MemberRole, userChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { WriteTx } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, isAbove, requireChannel } from '../channel-access.js';
import { changeMemberCount } from '../channels/channel-store.js';
import { changeRole, deleteMember, findHeir, findMember } from './member-store.js';

/**
 * Ends a membership: one's own, or as a moderator another's. When the last owner leaves, the moderator who joined
 * first, or else the member who did, becomes the owner. `removed` is false when there was no such member.
 * Rejects with `not_found`, `banned` or `forbidden`.
 */
export async function removeMember(ctx: Ctx, channelId: string, userId: string) {
  const { projectId } = ctx;
  const ch = chatChannel(channelId);
  return ctx.write(async (tx) => {
    await tx.nextOffset(ch);
    const access = await requireChannel(ctx, tx.db, channelId);
    const member = await findMember(tx.db, projectId, channelId, userId);
    requireMayRemove(access, userId, member?.role);
    if (!member) return { channelId, userId, removed: false };
    await deleteMember(tx.db, projectId, channelId, userId);
    const memberCount = await changeMemberCount(tx.db, projectId, channelId, -1);
    const data = { channelId, userId, memberCount, open: access.channel.type === 'livestream' };
    for (const to of [ch, userChannel(userId)]) tx.emit({ ch: to, type: 'chat.member.removed', data });
    if (member.role === 'owner') await appointHeir(tx, projectId, channelId, ctx.now());
    return { channelId, userId, removed: true };
  });
}

function requireMayRemove(access: ChannelAccess, userId: string, role: MemberRole | undefined): void {
  const { channel } = access;
  if (channel.type === 'dm') throw new ApiError('forbidden', 'The members of a dm never change.');
  if (access.userId === userId || isAbove(access, role)) return;
  throw new ApiError('forbidden', `You may not remove ${userId} from ${channel.id}.`);
}

async function appointHeir({ db, emit }: WriteTx, projectId: string, channelId: string, now: number): Promise<void> {
  const heir = await findHeir(db, projectId, channelId, now);
  if (!heir) return;
  const member = await changeRole(db, projectId, channelId, heir, 'owner');
  for (const ch of [chatChannel(channelId), userChannel(heir)]) {
    emit({ ch, type: 'chat.member.updated', data: { channelId, member } });
  }
}
