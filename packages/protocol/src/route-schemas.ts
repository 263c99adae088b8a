import type { z } from 'zod';
import * as chat from './chat/channel-schema.js';
import * as drafts from './chat/draft-schema.js';
import * as messages from './chat/message-schema.js';
import * as feeds from './feeds/schema.js';
import * as presence from './presence/schema.js';
import type { Operation } from './routes.js';
import { pageQuery } from './schema.js';
import * as system from './system/schema.js';
import * as tokens from './tokens/schema.js';
import * as uploads from './uploads/schema.js';

export interface RouteSchema {
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
  /** Of success; 200 where it is left out. */
  status?: 200 | 201;
  /** What is bytes of any type, and not JSON. */
  raw?: 'body' | 'response';
}

/** What each operation takes and answers. */
export const ROUTE_SCHEMAS = {
  createToken: { body: tokens.createTokenSchema, response: tokens.userTokenSchema, status: 201 },
  createDevToken: { body: tokens.createTokenSchema, response: tokens.userTokenSchema, status: 201 },
  validateToken: { body: tokens.tokenBody, response: tokens.validationSchema },
  validateTokenAtEdge: { body: tokens.tokenBody, response: tokens.edgeValidationSchema },
  getTokenCacheStats: { response: tokens.cacheStatsSchema },
  invalidateTokenCache: { body: tokens.invalidateCacheBody, response: tokens.invalidatedSchema },
  revokeToken: { body: tokens.revokeTokenBody, response: tokens.revokedSchema },

  addActivity: { params: feeds.feedParams, body: feeds.addActivitySchema, response: feeds.activitySchema, status: 201 },
  listActivities: { params: feeds.feedParams, query: feeds.listActivitiesQuery, response: feeds.activityPage },
  removeActivity: { params: feeds.activityParams, response: feeds.removedActivitySchema },
  follow: { params: feeds.feedOrUserParams, body: feeds.followBody, response: feeds.followSchema, status: 201 },
  unfollow: { params: feeds.feedOrUserParams, body: feeds.followBody, response: feeds.unfollowedSchema },
  listFollowers: { params: feeds.feedOrUserParams, query: pageQuery, response: feeds.followPage },
  listFollowing: { params: feeds.feedOrUserParams, query: pageQuery, response: feeds.followPage },

  createChannel: { body: chat.createChannelBody, response: chat.channelViewSchema, status: 201 },
  listChannels: { query: chat.listChannelsQuery, response: chat.channelPage },
  getChannel: { params: chat.channelParams, query: chat.asUserQuery, response: chat.channelViewSchema },
  updateChannel: { params: chat.channelParams, body: chat.updateChannelBody, response: chat.channelViewSchema },
  removeChannel: { params: chat.channelParams, response: chat.removedChannelSchema },
  listMembers: { params: chat.channelParams, query: pageQuery, response: chat.memberPage },
  addMembers: { params: chat.channelParams, body: chat.addMembersBody, response: chat.addedMembersSchema, status: 201 },
  updateMember: { params: chat.memberParams, body: chat.updateMemberBody, response: chat.memberSchema },
  removeMember: { params: chat.memberParams, response: chat.removedMemberSchema },
  listRestrictions: { params: chat.channelParams, query: pageQuery, response: chat.restrictionPage },
  banUser: { params: chat.channelParams, body: chat.banBody, response: chat.restrictionSchema, status: 201 },
  unbanUser: { params: chat.memberParams, response: chat.liftedSchema },
  muteUser: { params: chat.channelParams, body: chat.muteBody, response: chat.restrictionSchema, status: 201 },
  unmuteUser: { params: chat.memberParams, response: chat.liftedSchema },
  saveDraft: { params: chat.channelParams, body: drafts.saveDraftBody, response: drafts.draftSchema },
  sendMessage: {
    params: chat.channelParams,
    body: messages.sendMessageBody,
    response: messages.messageSchema,
    status: 201,
  },
  listMessages: { params: chat.channelParams, query: messages.listMessagesQuery, response: messages.messagePage },
  getMessage: { params: messages.messageParams, query: chat.asUserQuery, response: messages.messageSchema },
  updateMessage: {
    params: messages.messageParams,
    body: messages.updateMessageBody,
    response: messages.messageSchema,
  },
  deleteMessage: {
    params: messages.messageParams,
    query: messages.deleteMessageQuery,
    response: messages.removedMessageSchema,
  },
  pinMessage: { params: messages.messageParams, body: messages.actBody, response: messages.messageSchema },
  unpinMessage: { params: messages.messageParams, query: chat.asUserQuery, response: messages.messageSchema },
  reactToMessage: { params: messages.messageParams, body: messages.reactBody, response: messages.messageSchema },
  unreactToMessage: { params: messages.reactionParams, query: chat.asUserQuery, response: messages.messageSchema },
  markRead: { params: chat.channelParams, body: chat.markReadBody, response: chat.readAnswerSchema },
  searchMessages: { query: messages.searchMessagesQuery, response: messages.searchPage },
  listMessageReactions: {
    params: messages.messageParams,
    query: messages.listReactionsQuery,
    response: messages.reactionPage,
  },
  removeDraft: { params: chat.channelParams, query: chat.asUserQuery, response: drafts.removedDraftSchema },

  setOnline: { body: presence.setOnlineBody, response: presence.presenceSchema },
  setOffline: { body: presence.setOfflineBody, response: presence.presenceSchema },
  setActivity: { body: presence.setActivityBody, response: presence.presenceSchema },
  setTyping: { body: presence.setTypingBody, response: presence.typingSchema },
  getPresence: { params: presence.userParams, response: presence.presenceSchema },
  getPresenceBulk: { query: presence.bulkQuery, response: presence.bulkSchema },
  postPresenceBulk: { body: presence.bulkBody, response: presence.bulkSchema },
  getRoomPresence: { params: presence.roomParams, response: presence.roomPresenceSchema },

  createUpload: {
    query: uploads.createUploadQuery,
    body: uploads.uploadBody,
    response: uploads.uploadSchema,
    status: 201,
    raw: 'body',
  },
  getUpload: { params: uploads.fileParams, response: uploads.fileAnswer, raw: 'response' },
  removeUpload: { params: uploads.uploadParams, response: uploads.removedUploadSchema },

  getHealth: { response: system.healthSchema },
  getOpenApi: { response: system.openApiSchema },
} as const satisfies Record<Operation, RouteSchema>;

type Schemas = typeof ROUTE_SCHEMAS;
type Part<Op extends Operation, Name> = Schemas[Op] extends { [K in Name & string]: infer Schema extends z.ZodType }
  ? Schema
  : z.ZodUndefined;

type PartsOf<Schema> = Schema extends { raw: 'body' } ? 'params' | 'query' : 'params' | 'query' | 'body';

/** What a caller sends: path parameters, query and JSON body, each where the operation has one. */
export type RequestOf<Op extends Operation> = {
  [Name in keyof Schemas[Op] & PartsOf<Schemas[Op]>]: z.input<Part<Op, Name>>;
};

/** A request after its schemas have checked it and filled in the defaults. */
export interface CheckedRequest<Op extends Operation> {
  params: z.output<Part<Op, 'params'>>;
  query: z.output<Part<Op, 'query'>>;
  body: z.output<Part<Op, 'body'>>;
}

/** What the server answers. */
export type AnswerOf<Op extends Operation> = z.output<Schemas[Op]['response']>;
