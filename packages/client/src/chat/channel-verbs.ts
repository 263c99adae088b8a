import type {
  AnswerOf,
  ChannelMember,
  ChannelReadAnswer,
  ChannelRestriction,
  ChatChannelUpdate,
  Draft,
  MemberRole,
  MessageReaction,
  Page,
  RemovedMessage,
} from '@pulse-io/protocol';
import type { PageQuery } from '../feeds/feed.js';
import type { CustomData, DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { CallOptions } from '../transport/call-options.js';
import type { ChannelView } from './channel-state.js';
import type { Message, MessageUpdate } from './message.js';

/** What `update` takes; what is left out stays. */
export interface ChannelUpdate<Types extends PulseTypes = DefaultTypes> extends Omit<ChatChannelUpdate, 'custom'> {
  custom?: CustomData<Types, 'channel'> | undefined;
}

/** What moves a stretch of messages. */
export interface MessagesVerbs {
  /**
   * Fills the state with the newest messages and keeps it true; resolves when they were read. Every call needs its
   * `unwatch()`. Rejects with `not_found`, `banned`, `network_error` and the like, which `state.error` then holds.
   */
  watch(): Promise<void>;
  /** Ends one `watch()`; the last one ends the subscription, and the state stays as it is. */
  unwatch(): void;
  /** Reads the state again, such as after an error. */
  refresh(): Promise<void>;
  /** Adds older messages to the state; does nothing when there are none. */
  loadOlder(): Promise<void>;
  /** Adds newer messages to the state; does nothing when there are none. */
  loadNewer(): Promise<void>;
  /** Goes to the newest messages, such as after `loadAround`. */
  loadNewest(): Promise<void>;
  /** Goes to a message: the state holds it and those around it. Rejects with `not_found`. */
  loadAround(messageId: string): Promise<void>;
}

/** What a channel can do once its code is loaded. */
export interface ChannelVerbs<Types extends PulseTypes = DefaultTypes> extends MessagesVerbs {
  /** Tells the others that the user types; call it at every key, it is sent once in 3 s. Heard while it is watched. */
  startTyping(): Promise<void>;
  /** Tells the others that the user types no more; without it typing ends after 7 s. */
  stopTyping(): Promise<void>;
  /**
   * Reacts to the moment and to no message, such as beside a live stream: whoever watches hears `reaction.sent`, and nothing
   * is kept. Rejects with `not_found` where the channel is not watched, `network_error`, `muted` and the like.
   */
  sendReaction(kind: string): Promise<void>;
  /** Everything up to a message is read; all of it where `messageId` is left out. */
  markRead(messageId?: string, options?: CallOptions): Promise<ChannelReadAnswer>;
  /** Changes a message; shown at once. Rejects with `forbidden`, `message_blocked`, `not_found` and the like. */
  editMessage(messageId: string, change: MessageUpdate<Types>, options?: CallOptions): Promise<Message<Types>>;
  /**
   * Deletes a message; shown at once. `hard` leaves not even its place, and is for moderators. One that has not gone out
   * yet is cancelled: its `sendMessage` rejects with `aborted`. Rejects with `forbidden`, `not_found`.
   */
  deleteMessage(messageId: string, options?: CallOptions & { hard?: boolean }): Promise<RemovedMessage>;
  /** Shown at once. Rejects with `forbidden`, `not_found`. */
  pinMessage(messageId: string, options?: CallOptions): Promise<Message<Types>>;
  unpinMessage(messageId: string, options?: CallOptions): Promise<Message<Types>>;
  /** Reacts with an emoji, or a word such as `like`; shown at once. Rejects with `not_found`, `muted` and the like. */
  addReaction(messageId: string, kind: string, options?: CallOptions): Promise<Message<Types>>;
  removeReaction(messageId: string, kind: string, options?: CallOptions): Promise<Message<Types>>;
  /** A page of who reacted to a message, the newest first. */
  reactions(
    messageId: string,
    query?: PageQuery & { kind?: string },
    options?: CallOptions,
  ): Promise<Page<MessageReaction>>;
  /** The messages that are pinned, the newest first. */
  pinned(query?: PageQuery, options?: CallOptions): Promise<Page<Message<Types>>>;
  /** Reads the channel, past the state. Rejects with `not_found`, `banned`. */
  get(options?: CallOptions): Promise<ChannelView<Types>>;
  /** Changes the channel; for moderators. Rejects with `forbidden`. */
  update(change: ChannelUpdate<Types>, options?: CallOptions): Promise<ChannelView<Types>>;
  /** Deletes the channel for everybody; for its owner. */
  remove(options?: CallOptions): Promise<AnswerOf<'removeChannel'>>;
  /** A page of the members, in the order in which they joined. */
  members(query?: PageQuery, options?: CallOptions): Promise<Page<ChannelMember>>;
  /** Adds users by their ids, or with a role. Anybody joins a livestream by adding itself. */
  addMembers(members: readonly (string | NewMember)[], options?: CallOptions): Promise<ChannelMember[]>;
  /** Removes a member; of the user itself: leaves. */
  removeMember(userId: string, options?: CallOptions): Promise<AnswerOf<'removeMember'>>;
  setRole(userId: string, role: MemberRole, options?: CallOptions): Promise<ChannelMember>;
  /** Bans a user; with `shadow` it goes on writing, and nobody but moderators sees it. For moderators. */
  ban(userId: string, ban?: Ban, options?: CallOptions): Promise<ChannelRestriction>;
  unban(userId: string, options?: CallOptions): Promise<AnswerOf<'unbanUser'>>;
  /** Keeps a user from writing for some time; for moderators. */
  mute(userId: string, mute: Mute, options?: CallOptions): Promise<ChannelRestriction>;
  unmute(userId: string, options?: CallOptions): Promise<AnswerOf<'unmuteUser'>>;
  /** A page of the bans and mutes; for moderators. */
  restrictions(query?: PageQuery, options?: CallOptions): Promise<Page<ChannelRestriction>>;
  /** Keeps what the user has begun to write, for its other devices. */
  saveDraft(draft: Omit<Draft, 'updatedAt'>, options?: CallOptions): Promise<Draft>;
  removeDraft(options?: CallOptions): Promise<AnswerOf<'removeDraft'>>;
}

export interface NewMember {
  userId: string;
  role?: MemberRole;
}

export interface Mute {
  ttlSeconds: number;
  reason?: string;
}

export interface Ban extends Partial<Mute> {
  shadow?: boolean;
}

export const MESSAGES_VERBS = 'watch unwatch refresh loadOlder loadNewer loadNewest loadAround';

export const CHANNEL_VERBS =
  `${MESSAGES_VERBS} startTyping stopTyping sendReaction markRead editMessage deleteMessage pinMessage unpinMessage addReaction removeReaction reactions pinned get update remove members addMembers removeMember setRole ban unban mute unmute restrictions saveDraft removeDraft` as const;
