import { ApiError, notFound } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import type { ReadDb } from '../../storage/storage.js';
import { type ChannelAccess, until } from '../channel-access.js';
import { findLastSentAt, findMessage, type MessageRow } from './message-store.js';

/** Whether a message is shown to who has this access. */
export const mayRead = ({ moderates, userId }: ChannelAccess, message: MessageRow): boolean =>
  message.shadowed === 0 || moderates || message.userId === userId;

/** A message of the channel that the caller sees. Throws `not_found`. */
export async function requireMessage(db: ReadDb, access: ChannelAccess, id: string): Promise<MessageRow> {
  const { projectId, id: channelId } = access.channel;
  const message = await findMessage(db, projectId, id);
  if (message?.channelId === channelId && mayRead(access, message)) return message;
  throw notFound(`The message ${id}`);
}

/** The same for one that has not been deleted. */
export async function requireStanding(db: ReadDb, access: ChannelAccess, id: string): Promise<MessageRow> {
  const message = await requireMessage(db, access, id);
  if (message.deletedAt === null) return message;
  throw notFound(`The message ${id}`);
}

/** Throws `muted` or `channel_frozen` for a user who may not write, react or edit now. A server always may. */
export function requireVoice(
  { caller, now }: Pick<Ctx, 'caller' | 'now'>,
  { channel, restrictions, moderates, userId }: ChannelAccess,
): void {
  if (caller.kind !== 'user') return;
  if (restrictions.mute) {
    throw new ApiError('muted', `${userId} is muted in ${channel.id}${until(restrictions.mute.expiresAt)}.`, {
      retryAfterSeconds: secondsUntil(restrictions.mute.expiresAt ?? 0, now()),
    });
  }
  if (channel.frozen && !moderates) {
    throw new ApiError('channel_frozen', `${channel.id} is frozen: only its moderators write.`);
  }
}

/** Whether what a user does reaches nobody else. */
export const isShadowBanned = ({ caller }: Ctx, { restrictions }: ChannelAccess): boolean =>
  caller.kind === 'user' && restrictions.shadow_ban !== undefined;

/** Throws `slow_mode` while a user's last message is too young. Needs the lock of the channel. */
export async function requirePatience(ctx: Ctx, db: ReadDb, access: ChannelAccess): Promise<void> {
  const { channel, moderates, userId } = access;
  if (ctx.caller.kind !== 'user' || moderates || userId === null || channel.slowModeSeconds === 0) return;
  const last = await findLastSentAt(db, { projectId: channel.projectId, channelId: channel.id, userId });
  const next = (last ?? Number.NEGATIVE_INFINITY) + channel.slowModeSeconds * 1000;
  if (next <= ctx.now()) return;
  const retryAfterSeconds = secondsUntil(next, ctx.now());
  throw new ApiError('slow_mode', `One message every ${channel.slowModeSeconds} s; wait ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
}

const secondsUntil = (ms: number, now: number): number => Math.ceil((ms - now) / 1000);
