import type { RouteLine } from '../route.js';

export const channelRoutes = {
  createChannel: 'POST keyed /v1/channels',
  listChannels: 'GET /v1/channels',
  getChannel: 'GET /v1/channels/:channelId',
  updateChannel: 'PATCH /v1/channels/:channelId',
  removeChannel: 'DELETE keyed /v1/channels/:channelId',
  listMembers: 'GET /v1/channels/:channelId/members',
  addMembers: 'POST keyed /v1/channels/:channelId/members',
  updateMember: 'PATCH /v1/channels/:channelId/members/:userId',
  removeMember: 'DELETE keyed /v1/channels/:channelId/members/:userId',
  listRestrictions: 'GET /v1/channels/:channelId/restrictions',
  banUser: 'POST keyed /v1/channels/:channelId/bans',
  unbanUser: 'DELETE keyed /v1/channels/:channelId/bans/:userId',
  muteUser: 'POST keyed /v1/channels/:channelId/mutes',
  unmuteUser: 'DELETE keyed /v1/channels/:channelId/mutes/:userId',
  saveDraft: 'POST /v1/channels/:channelId/draft',
  removeDraft: 'DELETE keyed /v1/channels/:channelId/draft',
} as const satisfies Record<string, RouteLine>;

export const messageRoutes = {
  sendMessage: 'POST keyed /v1/channels/:channelId/messages',
  listMessages: 'GET /v1/channels/:channelId/messages',
  getMessage: 'GET /v1/channels/:channelId/messages/:messageId',
  updateMessage: 'PATCH keyed /v1/channels/:channelId/messages/:messageId',
  deleteMessage: 'DELETE keyed /v1/channels/:channelId/messages/:messageId',
  pinMessage: 'POST keyed /v1/channels/:channelId/messages/:messageId/pin',
  unpinMessage: 'DELETE keyed /v1/channels/:channelId/messages/:messageId/pin',
  reactToMessage: 'POST keyed /v1/channels/:channelId/messages/:messageId/reactions',
  unreactToMessage: 'DELETE keyed /v1/channels/:channelId/messages/:messageId/reactions/:kind',
  listMessageReactions: 'GET /v1/channels/:channelId/messages/:messageId/reactions',
} as const satisfies Record<string, RouteLine>;

export const readRoutes = {
  markRead: 'POST /v1/channels/:channelId/read',
  searchMessages: 'GET /v1/search/messages',
} as const satisfies Record<string, RouteLine>;
