import { type ChannelName, IDENTITY_PATTERN, parseChannel } from '@pulse-io/protocol';
import { feedId, roomId } from '@pulse-io/protocol/schemas';
import { notFound } from '../api-error.js';
import type { Caller } from '../caller.js';
import { mayReadFeed } from '../feeds/feed-access.js';

/** Whether a caller may be in a room: any room, unless its token names one. */
export const mayEnterRoom = (caller: Caller, room: string): boolean =>
  caller.kind === 'server' || (caller.kind === 'user' && (caller.roomName === null || caller.roomName === room));

/**
 * Reads a channel's name and checks that the caller may hear it. Throws `not_found` for what does not exist and
 * for what the caller may not see alike.
 */
export function authorizeChannel(caller: Caller, channel: string): ChannelName {
  const name = readName(caller, channel);
  if (name) return name;
  throw notFound(`The channel ${channel}`);
}

/** Whether a caller may hear a channel. */
export const mayHearChannel = (caller: Caller, channel: string): boolean => readName(caller, channel) !== null;

function readName(caller: Caller, channel: string): ChannelName | null {
  const name = parseChannel(channel);
  return name && isNamed(name) && mayHear(caller, name) ? name : null;
}

function isNamed({ kind, id }: ChannelName): boolean {
  switch (kind) {
    case 'project':
      return true;
    case 'feed':
      return feedId.safeParse(id).success;
    case 'room':
      return roomId.safeParse(id).success;
    case 'presence':
    case 'user':
      return IDENTITY_PATTERN.test(id);
  }
}

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
  }
}
