import type { ChannelMember, MemberRole } from '@pulse-io/protocol';
import { ApiError, notFound } from '../api-error.js';
import type { Caller } from '../caller.js';
import type { Ctx } from '../context.js';
import type { ReadDb } from '../storage/storage.js';
import { type ChannelRow, findChannel } from './channels/channel-store.js';
import { findMember } from './members/member-store.js';
import { findRestrictions, type Restrictions } from './moderation/restriction-store.js';

/** What a caller is in a channel that it sees. */
export interface ChannelAccess {
  channel: ChannelRow;
  /** The user that is meant; null for a server that speaks in nobody's name. */
  userId: string | null;
  member: ChannelMember | null;
  /** An owner of the channel, an admin of the project, or a server. */
  owns: boolean;
  /** A moderator or admin of the project, or a server. */
  oversees: boolean;
  /** Any of these, or a moderator of the channel. */
  moderates: boolean;
  /** What holds against the user now. It holds back neither a server's calls nor moderators of the project. */
  restrictions: Restrictions;
}

/** Looks a channel up for a caller; null where it does not exist or may not be seen. A ban is in the restrictions. */
export async function findAccess(
  db: ReadDb,
  { projectId, caller, channelId, now, userId = null }: AccessQuery,
): Promise<ChannelAccess | null> {
  const channel = await findChannel(db, projectId, channelId);
  if (!channel) return null;
  const who = caller.kind === 'user' ? caller.identity : userId;
  const member = who === null ? null : await findMember(db, projectId, channelId, who);
  const restrictions = who === null ? {} : await findRestrictions(db, { projectId, channelId, userId: who, now });
  const oversees = overseesAll(caller);
  if (caller.kind !== 'server' && (caller.kind !== 'user' || !(member || oversees || channel.type === 'livestream'))) {
    return null;
  }
  const owns = member?.role === 'owner' || caller.kind === 'server' || caller.role === 'admin';
  const moderates = owns || oversees || member?.role === 'moderator';
  const held = caller.kind === 'user' && oversees ? {} : restrictions;
  return { channel, userId: who, member, owns, oversees, moderates, restrictions: held };
}

/** Whether a caller sees and moderates every channel of its project. */
export const overseesAll = (caller: Caller): boolean =>
  caller.kind === 'server' || (caller.kind === 'user' && caller.role !== 'user');

/** Whether who has this access may act against somebody of a role: moderators do not against each other. */
export function isAbove({ owns, oversees, moderates }: ChannelAccess, role: MemberRole | undefined): boolean {
  if (role === 'owner') return owns;
  return role === 'moderator' ? owns || oversees : moderates;
}

export interface AccessQuery {
  projectId: string;
  caller: Caller;
  channelId: string;
  now: number;
  /** Whom a server means. */
  userId?: string | null;
}

/** Throws `forbidden_user` for a user that names another one. */
export function requireSelf(caller: Caller, userId: string | undefined): void {
  if (caller.kind !== 'user' || userId === undefined || userId === caller.identity) return;
  throw new ApiError('forbidden_user', `The token belongs to ${caller.identity}, who cannot act as ${userId}.`, {
    param: 'userId',
  });
}

/** The same for a verb: throws `not_found` for a channel that the caller may not see, and `banned`. */
export async function requireChannel(
  ctx: Pick<Ctx, 'projectId' | 'caller' | 'now'>,
  db: ReadDb,
  channelId: string,
  userId?: string | undefined,
): Promise<ChannelAccess> {
  const { projectId, caller } = ctx;
  requireSelf(caller, userId);
  const access = await findAccess(db, { projectId, caller, channelId, now: ctx.now(), userId: userId ?? null });
  if (!access) throw notFound(`The channel ${channelId}`);
  if (caller.kind === 'user' && access.restrictions.ban) {
    throw new ApiError(
      'banned',
      `${caller.identity} is banned from ${channelId}${until(access.restrictions.ban.expiresAt)}.`,
    );
  }
  return access;
}

/** Throws `forbidden` for who sees the channel and does not moderate it. */
export function requireModerator({ moderates, channel }: ChannelAccess): void {
  if (!moderates) throw new ApiError('forbidden', `Only moderators of ${channel.id} may do this.`);
}

export const until = (expiresAt: number | null): string =>
  expiresAt === null ? '' : ` until ${new Date(expiresAt).toISOString()}`;
