import type { PulseClient } from '@pulse-io/client';

export interface HeardPresence {
  atMs: number;
  /** Such as `ann offline` and `ann left lobby`. */
  what: string;
}

/** Keeps what a client is told of presence from now on. */
export function hearPresence({ presence }: PulseClient): HeardPresence[] {
  const heard: HeardPresence[] = [];
  const hear = (what: string) => void heard.push({ atMs: Date.now(), what });
  presence.on('presence_changed', (userId, { status }) => hear(`${userId} ${status}`));
  presence.on('room_joined', (userId, roomId) => hear(`${userId} joined ${roomId}`));
  presence.on('room_left', (userId, roomId) => hear(`${userId} left ${roomId}`));
  return heard;
}

/** Who is online and in the room, as the client knows it, sorted. */
export function whoIsThere({ presence }: PulseClient, roomId: string): { online: string[]; inRoom: string[] } {
  const { users, rooms } = presence.state.getSnapshot();
  const online = Object.values(users).filter(({ status }) => status === 'online');
  const inRoom = rooms[roomId]?.members ?? [];
  const names = (all: readonly { userId: string }[]) => all.map(({ userId }) => userId).sort();
  return { online: names(online), inRoom: names(inRoom) };
}
