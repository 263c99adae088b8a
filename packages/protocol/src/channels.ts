/** What a realtime channel's name speaks of. */
export type ChannelKind = 'feed' | 'chat' | 'presence' | 'room' | 'user' | 'project';

export interface ChannelName {
  kind: ChannelKind;
  /** What follows the kind: a feed id, a user id, a room's name; empty for `project`. */
  id: string;
}

const KINDS: ReadonlySet<string> = new Set<ChannelKind>(['feed', 'chat', 'presence', 'room', 'user']);

export const PROJECT_CHANNEL = 'project';

/** Under this name a socket gets the changes of the users that it watches. */
export const WATCH_CHANNEL = 'presence';

export const feedChannel = (feedId: string): string => `feed:${feedId}`;
export const chatChannel = (channelId: string): string => `chat:${channelId}`;
/** A user's own channel, heard by nobody else. */
export const userChannel = (userId: string): string => `user:${userId}`;
export const roomChannel = (roomId: string): string => `room:${roomId}`;
export const presenceChannel = (userId: string): string => `presence:${userId}`;

/** Reads a channel's name; one of an unknown kind is null. */
export function parseChannel(channel: string): ChannelName | null {
  if (channel === PROJECT_CHANNEL) return { kind: PROJECT_CHANNEL, id: '' };
  const colon = channel.indexOf(':');
  const kind = channel.slice(0, colon);
  const id = channel.slice(colon + 1);
  return colon > 0 && id !== '' && KINDS.has(kind) ? { kind: kind as ChannelKind, id } : null;
}
