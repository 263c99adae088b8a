import type { RoomSignals } from '../presence/events.js';
import type { ChannelMember, ChannelReadAnswer, ChannelRestriction, ChatChannel } from './channel-schema.js';
import type { Message, ReactionSummary } from './message-schema.js';

/** What a message in a thread, or its deletion, does to the message that the thread hangs on. */
export interface ThreadChange {
  id: string;
  threadCount: number;
  lastReplyAt: string | null;
}

export interface ReactionChange {
  channelId: string;
  messageId: string;
  userId: string;
  kind: string;
  /** All reactions of the message after it. */
  reactions: ReactionSummary[];
}

/**
 * Events of the channel `chat:<channelId>`, by type. What changes somebody's access goes to `user:<userId>` as well,
 * and what moderators do (`chat.moderation`) to `project`. The offset of an event in `chat:<channelId>` is the version
 * of what it changes, and the offset of a new message.
 */
export interface ChatEvents {
  'chat.message.new': { message: Message; parent: ThreadChange | null };
  'chat.message.updated': { message: Message };
  /** `message` is what is left of it. `already`: it was deleted before, and now its place goes too. */
  'chat.message.deleted': { message: Message; parent: ThreadChange | null; hard: boolean; already: boolean };
  'chat.reaction.added': ReactionChange;
  'chat.reaction.removed': ReactionChange;
  /** With what is unread of the user who read. In a livestream it goes to `user:<userId>` alone. */
  'chat.read': { channelId: string } & ChannelReadAnswer;
  /** `channel` is null when it was deleted. */
  'chat.channel.updated': { channelId: string; channel: ChatChannel | null };
  'chat.member.added': { channelId: string; member: ChannelMember; memberCount: number };
  'chat.member.updated': { channelId: string; member: ChannelMember };
  /** `open`: whether who is no member may watch the channel all the same. */
  'chat.member.removed': { channelId: string; userId: string; memberCount: number; open: boolean };
  'user.banned': ChannelRestriction;
  'user.unbanned': { channelId: string; userId: string };
  'user.muted': ChannelRestriction;
  'user.unmuted': { channelId: string; userId: string };
  'chat.moderation': ModerationAction;
}

export interface ModerationAction {
  channelId: string;
  action: 'ban' | 'unban' | 'mute' | 'unmute' | 'shadow_ban' | 'delete_message';
  userId: string;
  messageId: string | null;
  by: string | null;
  reason: string | null;
  expiresAt: string | null;
}

/** Ephemeral events of the channel `chat:<channelId>`, by type: never stored, no offset. */
export interface ChatSignals extends RoomSignals {
  /** A reaction to the moment and to no message, such as beside a live stream. */
  reaction_sent: { kind: string };
}
