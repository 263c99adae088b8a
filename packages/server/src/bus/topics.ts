import type { ChannelEvent, Ephemeral, Presence } from '@pulse-io/protocol';

/** What travels over the bus: plain data that survives JSON. */
export type HintMessage =
  | { kind: 'event'; event: ChannelEvent }
  /** `from` names the session that sent it, which does not get it back; null when it came by HTTP. */
  | { kind: 'ephemeral'; ephemeral: Ephemeral; from: string | null }
  | { kind: 'presence'; presence: Presence; previous: Presence }
  | { kind: 'revoked'; tokenId: string | null; identity: string; beforeMs: number | null };

/** Events and ephemerals of one channel. */
export const channelTopic = (projectId: string, channel: string): string => `${projectId}/ch/${channel}`;
/** Every change of presence in a project. */
export const presenceTopic = (projectId: string): string => `${projectId}/presence`;
/** What ends grants: revoked tokens. */
export const controlTopic = (projectId: string): string => `${projectId}/control`;
