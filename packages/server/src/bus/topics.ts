import type { ChannelEvent, Ephemeral, Presence } from '@pulse-io/protocol';

/** What a user does as others in the room see it: one who hides leaves, with a presence that says offline. */
export type RoomChange = 'join' | 'leave' | 'update';

/** What travels over the bus: plain data that survives JSON. */
export type HintMessage =
  | { kind: 'event'; event: ChannelEvent }
  /** `from` names the session that sent it, which does not get it back; null when it came by HTTP. */
  | { kind: 'ephemeral'; ephemeral: Ephemeral; from: string | null }
  | { kind: 'presence'; presence: Presence; previous: Presence }
  /** `count` is how many are in the room after it. */
  | { kind: 'room'; change: RoomChange; presence: Presence; count: number }
  | { kind: 'revoked'; tokenId: string | null; identity: string; beforeMs: number | null };

/** Events and ephemerals of one channel. */
export const channelTopic = (projectId: string, channel: string): string => `${projectId}/ch/${channel}`;
/** Every change of presence in a project. */
export const presenceTopic = (projectId: string): string => `${projectId}/presence`;
/** Every change of presence in a room. */
export const roomTopic = (projectId: string, roomId: string): string => `${projectId}/room/${roomId}`;
/** What ends grants: revoked tokens. */
export const controlTopic = (projectId: string): string => `${projectId}/control`;
