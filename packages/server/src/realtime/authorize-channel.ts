import { type ChannelName, IDENTITY_PATTERN, parseChannel } from '@pulse-io/protocol';
import { channelId, feedId, roomId } from '@pulse-io/protocol/schemas';
import { ApiError, notFound } from '../api-error.js';
import type { Caller } from '../caller.js';
import { findAccess } from '../chat/channel-access.js';
import { mayReadFeed } from '../feeds/feed-access.js';
import type { ReadDb } from '../storage/storage.js';

/** Whether a caller may be in a room: any room, unless its token names one. */
export const mayEnterRoom = (caller: Caller, room: string): boolean =>
  caller.kind === 'server' || (caller.kind === 'user' && (caller.roomName === null || caller.roomName === room));

/** Who wants to hear a channel. */
export interface Hearer {
  db: ReadDb;
  projectId: string;
  caller: Caller;
  now: number;
}

/**
 * Reads a channel's name and checks that the caller may hear it. Rejects with `not_found` for what does not exist and
 * for what the caller may not see alike, and with `banned`.
 */
export async function authorizeChannel(hearer: Hearer, channel: string): Promise<ChannelName> {
  const name = parseChannel(channel);
  const refusal = name && isNamed(name) ? await findRefusal(hearer, name) : 'not_found';
  if (name && refusal === null) return name;
  if (refusal === 'banned') throw new ApiError('banned', `You are banned from ${channel}.`);
  throw notFound(`The channel ${channel}`);
}

/** Why a caller may not hear a channel that it heard so far; null where it may go on. */
export async function findRefusal(hearer: Hearer, { kind, id }: ChannelName): Promise<'not_found' | 'banned' | null> {
  if (kind !== 'chat') return mayHear(hearer.caller, { kind, id }) ? null : 'not_found';
  const access = await findAccess(hearer.db, { ...hearer, channelId: id });
  if (!access) return 'not_found';
  return hearer.caller.kind === 'user' && access.restrictions.ban ? 'banned' : null;
}

function isNamed({ kind, id }: ChannelName): boolean {
  switch (kind) {
    case 'project':
      return true;
    case 'feed':
      return feedId.safeParse(id).success;
    case 'chat':
      return channelId.safeParse(id).success;
    case 'room':
      return roomId.safeParse(id).success;
    case 'presence':
    case 'user':
      return IDENTITY_PATTERN.test(id);
  }
}

/** Of all channels but those of chat, which the database knows. */
function mayHear(caller: Caller, { kind, id }: ChannelName): boolean {
  if (caller.kind !== 'user') return caller.kind === 'server';
  switch (kind) {
    case 'feed':
      return mayReadFeed(caller, id);
    case 'presence':
      return true;
    case 'room':
      return mayEnterRoom(caller, id);
    case 'user':
      return caller.identity === id;
    case 'project':
      return caller.role !== 'user';
    case 'chat':
      return false;
  }
}
