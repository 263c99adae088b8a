import { type ChannelMember, chatChannel, type MemberRole, userChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, requireChannel } from '../channel-access.js';
import { changeMemberCount } from '../channels/channel-store.js';
import { startReading } from '../read/read-store.js';
import { findMember, insertMember, toMember } from './member-store.js';

/**
 * Adds members; who is one already stays as it is. In messaging any member adds others, elsewhere moderators do, and
 * anybody joins a livestream by itself. Rejects with `not_found`, `banned` or `forbidden`.
 */
export async function addMembers(
  ctx: Ctx,
  channelId: string,
  wanted: readonly { userId: string; role?: MemberRole | undefined }[],
): Promise<{ data: ChannelMember[] }> {
  const { projectId } = ctx;
  const ch = chatChannel(channelId);
  return ctx.write(async (tx) => {
    const offset = await tx.nextOffset(ch);
    const access = await requireChannel(ctx, tx.db, channelId);
    requireMayAdd(access, wanted);
    const data: ChannelMember[] = [];
    const added: ChannelMember[] = [];
    for (const { userId, role = 'member' } of new Map(wanted.map((one) => [one.userId, one])).values()) {
      const row = { projectId, channelId, userId, role, joinedAt: ctx.now() };
      const isNew = await insertMember(tx.db, row);
      const member = isNew ? toMember(row) : await findMember(tx.db, projectId, channelId, userId);
      if (isNew) added.push(toMember(row));
      if (member) data.push(member);
    }
    if (added.length === 0) return { data };
    const memberCount = await changeMemberCount(tx.db, projectId, channelId, added.length);
    const userIds = added.map(({ userId }) => userId);
    await startReading(tx.db, { projectId, channelId, userIds, offset: offset - 1, now: ctx.now() });
    for (const member of added) {
      for (const to of [ch, userChannel(member.userId)]) {
        tx.emit({ ch: to, type: 'chat.member.added', data: { channelId, member, memberCount } });
      }
    }
    return { data };
  });
}

function requireMayAdd(
  { channel, member, owns, moderates, userId }: ChannelAccess,
  wanted: readonly { userId: string; role?: MemberRole | undefined }[],
): void {
  if (channel.type === 'dm') throw new ApiError('forbidden', 'The members of a dm never change; create another dm.');
  if (moderates) {
    if (owns || wanted.every(({ role }) => role !== 'owner')) return;
    throw new ApiError('forbidden', 'Only an owner makes another one.', { param: 'members' });
  }
  const plain = wanted.every(({ role = 'member' }) => role === 'member');
  const joins = channel.type === 'livestream' && wanted.every((one) => one.userId === userId);
  if (plain && (joins || (channel.type === 'messaging' && member !== null))) return;
  throw new ApiError('forbidden', `Only moderators of ${channel.id} may add these members.`, { param: 'members' });
}
