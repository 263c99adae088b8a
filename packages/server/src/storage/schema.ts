import type { Generated } from 'kysely';

/** Text ids, times in integer milliseconds, JSON as text: what SQLite and PostgreSQL share. */
export interface Database {
  setting: SettingTable;
  project: ProjectTable;
  channel: ChannelTable;
  event: EventTable;
  idempotencyKey: IdempotencyKeyTable;
  revocation: RevocationTable;
  activity: ActivityTable;
  feedItem: FeedItemTable;
  follow: FollowTable;
  fanoutJob: FanoutJobTable;
  upload: UploadTable;
  chatChannel: ChatChannelTable;
  chatMember: ChatMemberTable;
  chatRestriction: ChatRestrictionTable;
  chatMessage: ChatMessageTable;
  chatMention: ChatMentionTable;
  chatReaction: ChatReactionTable;
  chatRead: ChatReadTable;
  chatDraft: ChatDraftTable;
  chatSearch: ChatSearchTable;
}

/** Facts about the whole database, such as the epoch of its event log. */
export interface SettingTable {
  name: string;
  value: string;
}

export interface ProjectTable {
  id: string;
  name: string;
  apiKey: string;
  /** HMAC-SHA-256(pepper, secret) in base64url. */
  secretHash: string;
  createdAt: number;
}

/** The head of a realtime channel: its newest offset. */
export interface ChannelTable {
  projectId: string;
  channel: string;
  offset: number;
}

export interface EventTable {
  projectId: string;
  channel: string;
  offset: number;
  id: string;
  type: string;
  createdAt: number;
  data: string;
}

/** First answers by idempotency key, written in the transaction that they answer for. */
export interface IdempotencyKeyTable {
  projectId: string;
  /** Who called: `server`, or `user:<identity>`. */
  caller: string;
  key: string;
  /** SHA-256 of method, path and body. */
  requestHash: string;
  response: string;
  createdAt: number;
}

/** A revoked token (`token:<jti>`) or every token of a user up to a time (`user:<identity>`). */
export interface RevocationTable {
  projectId: string;
  subject: string;
  /** For a user: tokens issued up to then are void. */
  before: number;
  /** After this no token that it speaks of can be valid any more. */
  expiresAt: number;
}

export interface ActivityTable {
  projectId: string;
  id: string;
  /** The feed that it was added to. */
  feed: string;
  actor: string;
  verb: string;
  object: string;
  target: string | null;
  foreignId: string | null;
  time: number;
  text: string | null;
  attachments: string;
  mentions: string;
  tags: string;
  custom: string;
}

/** An activity's place in a feed: its own, or one that follows it. */
export interface FeedItemTable {
  projectId: string;
  feed: string;
  activityId: string;
  time: number;
  /** The feed that the activity was added to. */
  origin: string;
}

export interface FollowTable {
  projectId: string;
  source: string;
  target: string;
  createdAt: number;
}

/** Work of fan-out that outlives a crash; `cursor` is the last feed that was done. */
export interface FanoutJobTable {
  id: string;
  projectId: string;
  kind: 'add' | 'remove';
  activityId: string;
  origin: string;
  cursor: string;
}

/** A file that was uploaded; its bytes are in the blob store under its id, which opens it to whoever knows it. */
export interface UploadTable {
  id: string;
  projectId: string;
  /** Null where a server uploaded it for nobody in particular. */
  userId: string | null;
  name: string;
  mimeType: string;
  /** Bytes. */
  size: number;
  /** Pixels, of images. */
  width: number | null;
  height: number | null;
  createdAt: number;
}
/** A chat channel; `channel` above is what its events run through. Flags are 0 or 1. */
export interface ChatChannelTable {
  projectId: string;
  id: string;
  type: 'messaging' | 'livestream' | 'team' | 'dm';
  name: string | null;
  /** The name as lists search and order it. */
  nameKey: string;
  custom: string;
  slowModeSeconds: number;
  frozen: number;
  blockList: string;
  memberCount: number;
  createdBy: string | null;
  createdAt: number;
  updatedAt: number;
  lastMessageAt: number | null;
  /** When it last had something to say: `lastMessageAt`, else `createdAt`. */
  activeAt: number;
  /** Offset of the event that changed it last. */
  version: number;
  /** Its id stays taken; that of a dm until it was purged. */
  deletedAt: number | null;
  /** When nothing but this row was left of a deleted channel. */
  purgedAt: number | null;
}

export interface ChatMemberTable {
  projectId: string;
  channelId: string;
  userId: string;
  role: 'owner' | 'moderator' | 'member';
  joinedAt: number;
}

/** What a user may not do in a channel; ended ones may still stand here. */
export interface ChatRestrictionTable {
  projectId: string;
  channelId: string;
  userId: string;
  kind: 'ban' | 'mute' | 'shadow_ban';
  by: string | null;
  reason: string | null;
  createdAt: number;
  expiresAt: number | null;
}

export interface ChatMessageTable {
  projectId: string;
  id: string;
  /** Empty once it was deleted for good, so that its id stays taken. */
  channelId: string;
  /** The message whose thread it belongs to; empty in the channel itself. */
  parentId: string;
  /** Of its event; one that nobody else sees has that of the message before it. */
  offset: number;
  userId: string;
  text: string;
  attachments: string;
  linkPreviews: string;
  mentions: string;
  custom: string;
  replyTo: string | null;
  threadCount: number;
  lastReplyAt: number | null;
  /** The summary of `chatReaction`, as the wire has it. */
  reactions: string;
  pinnedAt: number | null;
  pinnedBy: string | null;
  createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  /** 1: written under a shadow ban, so that only its author and moderators see it. */
  shadowed: number;
  version: number;
}

export interface ChatMentionTable {
  projectId: string;
  channelId: string;
  userId: string;
  messageId: string;
  offset: number;
}

export interface ChatReactionTable {
  projectId: string;
  messageId: string;
  userId: string;
  kind: string;
  createdAt: number;
}

/** How far a user has read a channel. */
export interface ChatReadTable {
  projectId: string;
  channelId: string;
  userId: string;
  offset: number;
  readAt: number;
}

export interface ChatDraftTable {
  projectId: string;
  channelId: string;
  userId: string;
  /** Text, attachments and `replyTo` as JSON. */
  content: string;
  updatedAt: number;
}

/** What search knows of a message that has words; on SQLite the index `chatSearchWords` follows it by triggers. */
export interface ChatSearchTable {
  seq: Generated<number>;
  projectId: string;
  channelId: string;
  messageId: string;
  userId: string;
  shadowed: number;
  /** Parted by spaces; on PostgreSQL a tsvector. */
  words: string;
}
