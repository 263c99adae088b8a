export type {
  Attachment,
  ChannelMember,
  ChannelRead,
  ChannelReadAnswer,
  ChannelRestriction,
  ChannelSort,
  ChannelType,
  CustomStatus,
  Draft,
  EdgeTokenValidation,
  ErrorCode,
  Follow,
  LinkPreview,
  ManualStatus,
  MemberRole,
  MessageReaction,
  NewCustomStatus,
  NewToken,
  Page,
  Permissions,
  Presence as UserPresence,
  PresenceActivity,
  PresenceStatus,
  Ranking,
  ReactionChange,
  ReactionSummary,
  RemovedActivity,
  RemovedMessage,
  RevokedToken,
  RevokeToken,
  Role,
  RoomPresence,
  TokenCacheStats,
  TokenValidation,
  Unfollowed,
  UserToken,
} from '@pulse-io/protocol';
export type { ChannelList, ChannelListQuery, ChannelListState } from './chat/channel-list.js';
export type {
  ChannelEvents,
  ChannelState,
  ChannelStatus,
  ChannelView,
  MessagesState,
  ThreadState,
} from './chat/channel-state.js';
export type { Ban, ChannelUpdate, Mute, NewMember } from './chat/channel-verbs.js';
export type { Chat, NewChannel, SearchQuery } from './chat/chat.js';
export type { ChatChannel } from './chat/chat-channel.js';
export type { Composer, ComposerAttachment, ComposerOptions, ComposerState } from './chat/composer.js';
export type { Message, MessageRow, MessageStatus, MessageUpdate, NewMessage } from './chat/message.js';
export type { Thread } from './chat/thread.js';
export type { IdleOptions, OutboxOptions, PulseClientOptions, RetryOptions, TokenProvider } from './config.js';
export type { PulseErrorDetails } from './errors.js';
export { AuthError, PulseError, RateLimitError, ValidationError } from './errors.js';
export type { Activity, NewActivity } from './feeds/activity.js';
export type { Feed, FeedQuery, PageQuery } from './feeds/feed.js';
export type { FeedEvents } from './feeds/feed-events.js';
export type { FeedState, FeedStatus } from './feeds/feed-live.js';
export type { ActivityRow, ActivityStatus } from './feeds/feed-state.js';
export type { Feeds } from './feeds/feeds.js';
export type { Clock } from './lib/clock.js';
export type { Logger } from './lib/logger.js';
export type { ReadableState } from './lib/store.js';
export type { OutboxEntry, OutboxState } from './outbox/outbox-entry.js';
export type { OutboxMessage, OutboxPeers, OutboxStore, OutboxStoreFactory } from './outbox/outbox-store.js';
export type { Presence, PresenceEvents, StatusChange } from './presence/presence.js';
export type { PresenceState } from './presence/presence-state.js';
export type { PulseConnection } from './pulse-client.js';
export { PulseClient } from './pulse-client.js';
export type { CheckedTypes, CustomData, DefaultTypes, JsonObject, JsonValue, PulseTypes } from './pulse-types.js';
export type { DevTokenOptions } from './tokens/dev-token-provider.js';
export { devTokenProvider } from './tokens/dev-token-provider.js';
export type { Tokens } from './tokens/tokens.js';
export type { CallOptions } from './transport/call-options.js';
export type { ConnectionState } from './transport/connection-state.js';
export type { Lifecycle, SleepReason, WakeReason } from './transport/lifecycle.js';
export type { SocketEvent, WebSocketConstructor, WebSocketLike } from './transport/web-socket.js';
