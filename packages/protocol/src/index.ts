export type { Attachment } from './attachment-schema.js';
export {
  type ChannelKind,
  type ChannelName,
  chatChannel,
  feedChannel,
  PROJECT_CHANNEL,
  parseChannel,
  presenceChannel,
  roomChannel,
  userChannel,
  WATCH_CHANNEL,
} from './channels.js';
export {
  activeAt,
  type ChannelFilter,
  compareChannels,
  type ListedChannel,
  matchesChannel,
  nameKey,
} from './chat/channel-list.js';
export type {
  ChannelMember,
  ChannelRead,
  ChannelReadAnswer,
  ChannelRestriction,
  ChannelSort,
  ChannelType,
  ChatChannel,
  ChatChannelUpdate,
  ChatChannelView,
  MemberRole,
  NewChatChannel,
} from './chat/channel-schema.js';
export type { Draft } from './chat/draft-schema.js';
export type { ChatEvents, ChatSignals, ModerationAction, ReactionChange, ThreadChange } from './chat/events.js';
export type {
  Message,
  MessagePage,
  MessageReaction,
  MessageUpdate,
  NewMessage,
  ReactionSummary,
  RemovedMessage,
} from './chat/message-schema.js';
export { ERRORS, type ErrorCode, type Problem } from './errors.js';
export type { FeedEvents } from './feeds/events.js';
export { feedRoutes } from './feeds/routes.js';
export type {
  Activity,
  Follow,
  NewActivity,
  Ranking,
  RemovedActivity,
  Unfollowed,
} from './feeds/schema.js';
export {
  CHANNEL_ID_PATTERN,
  createUlid,
  FEED_PATTERN,
  type FeedName,
  IDENTITY_PATTERN,
  type IdSource,
  parseFeedId,
  withGroup,
} from './ids.js';
export { LIMITS, SERVER_LIMITS, SERVER_TIMING, TIMING } from './limits.js';
export { parseHttpUrl } from './links/parse-http-url.js';
export type { LinkPreview } from './links/schema.js';
export type { Page } from './page.js';
export type { IdleSignal, RoomSignal, RoomSignals } from './presence/events.js';
export { presenceRoutes } from './presence/routes.js';
export type {
  CustomStatus,
  ManualStatus,
  NewCustomStatus,
  Presence,
  PresenceActivity,
  PresenceStatus,
  RoomPresence,
  Typing,
} from './presence/schema.js';
export { CLOSE, isFinalClose, REALTIME_PATH, SERVER_CLOSE, SUBPROTOCOL } from './realtime/close-codes.js';
export type {
  Answers,
  AnyEvent,
  ChannelEvent,
  ClientFrame,
  ConnectOk,
  ConnectRequest,
  Ephemeral,
  Events,
  EventType,
  FrameError,
  Position,
  PresenceDiff,
  ServerFrame,
  Signal,
  SubscribeOk,
  Verb,
  WatchOk,
} from './realtime/frames.js';
export { type Caller, type Method, parseRoute, type Route, type RouteLine } from './route.js';
export type { AnswerOf, CheckedRequest, RequestOf } from './route-schemas.js';
export { type Operation, ROUTES, readRoute } from './routes.js';
export type { Health } from './system/schema.js';
export { devTokenRoutes } from './tokens/dev-routes.js';
export type {
  EdgeTokenValidation,
  InvalidTokenReason,
  NewToken,
  Permissions,
  RevokedToken,
  RevokeToken,
  Role,
  TokenCacheStats,
  TokenValidation,
  UserToken,
} from './tokens/schema.js';
export type { RemovedUpload, Upload, UploadBody } from './uploads/schema.js';
