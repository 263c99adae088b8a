import type { Operation } from '@pulse-io/protocol';
import type { ROUTE_SCHEMAS } from '@pulse-io/protocol/schemas';
import type { z } from 'zod';

export interface Example {
  body?: unknown;
  response?: unknown;
}

type Part<Schema, Name extends 'body' | 'response'> = Schema extends { raw: Name }
  ? object
  : Schema extends { [N in Name]: infer Part extends z.ZodType }
    ? { [N in Name]: Name extends 'body' ? z.input<Part> : z.output<Part> }
    : object;
/** Of what is JSON. */
type ExampleOf<Schema> = Part<Schema, 'body'> & Part<Schema, 'response'>;

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
const UPLOAD_ID = '01k9zq3v5e8x4m7n2c6t0hjwra5t8w2k0mfq7v9c3xnz6yh1bjr4';
const NOW = '2026-11-21T09:30:00.000Z';
const LATER = '2026-11-21T13:30:00.000Z';

const activity = {
  id: '01k9zq3v5e8x4m7n2c6t0hjwra',
  feed: 'user:alice',
  actor: 'user:alice',
  verb: 'post',
  object: 'Hello world!',
  time: NOW,
  attachments: [],
  mentions: ['bob'],
  tags: ['greeting'],
  custom: { mood: 'sunny' },
};
const follow = { source: 'timeline:alice', target: 'user:bob', createdAt: NOW };
const says = { text: 'In a meeting', emoji: '📅', expiresAt: LATER };
const does = { type: 'listening', text: 'Tides by Low Water' };
const alice = { userId: 'alice', status: 'online', lastSeenAt: NOW, customStatus: says, activity: does } as const;
const bob = { userId: 'bob', status: 'offline', lastSeenAt: null, customStatus: null, activity: null } as const;
const owner = { userId: 'alice', role: 'owner', joinedAt: NOW } as const;
const member = { userId: 'bob', role: 'member', joinedAt: NOW } as const;
const channel = {
  id: 'general',
  type: 'team',
  name: 'General',
  custom: { topic: 'Everything' },
  slowModeSeconds: 0,
  frozen: false,
  memberCount: 2,
  createdBy: 'alice',
  createdAt: NOW,
  updatedAt: NOW,
  lastMessageAt: null,
  version: 1,
} as const;
const view = {
  ...channel,
  members: [owner, member],
  read: [{ userId: 'bob', offset: 1, readAt: NOW }],
  lastMessage: null,
  membership: owner,
  unreadCount: 0,
  unreadMentions: 0,
  mutedUntil: null,
  draft: null,
  blockList: [],
  offset: 1,
};
const message = {
  id: '01k9zq3v5e8x4m7n2c6t0hjwrb',
  channelId: 'general',
  userId: 'alice',
  text: 'Hello @bob!',
  attachments: [],
  linkPreviews: [],
  mentions: ['bob'],
  custom: {},
  replyTo: null,
  parentId: null,
  threadCount: 0,
  lastReplyAt: null,
  reactions: [],
  ownReactions: [],
  pinnedAt: null,
  pinnedBy: null,
  createdAt: NOW,
  editedAt: null,
  deletedAt: null,
  offset: 12,
  version: 12,
};
const reaction = { messageId: message.id, userId: 'bob', kind: '👍', createdAt: NOW };
const liked = {
  ...message,
  reactions: [{ kind: '👍', count: 1, userIds: ['bob'] }],
  ownReactions: ['👍'],
  version: 13,
};
const ban = {
  channelId: 'general',
  userId: 'bob',
  kind: 'ban',
  by: 'alice',
  reason: 'spam',
  createdAt: NOW,
  expiresAt: null,
} as const;
const lifted = { channelId: 'general', userId: 'bob', removed: true };
const userToken = {
  token: TOKEN,
  identity: 'alice',
  roomName: 'lobby',
  expiresAt: LATER,
  url: null,
  region: 'us-east',
};
const validation = {
  valid: true,
  identity: 'alice',
  permissions: { canPublish: true, canSubscribe: true },
  expiresAt: LATER,
};

/** One call of each operation, as the reference shows it. */
export const EXAMPLES: { [Name in Operation]: ExampleOf<(typeof ROUTE_SCHEMAS)[Name]> } = {
  createToken: {
    body: { identity: 'alice', roomName: 'lobby', permissions: { canPublish: true, canSubscribe: true } },
    response: userToken,
  },
  createDevToken: { body: { identity: 'alice' }, response: { ...userToken, roomName: null } },
  validateToken: { body: { token: TOKEN }, response: validation },
  validateTokenAtEdge: { body: { token: TOKEN }, response: { ...validation, cached: true } },
  getTokenCacheStats: {
    response: { driver: 'memory', size: 120, maxSize: 10_000, ttlSeconds: 300, hits: 4820, misses: 131 },
  },
  invalidateTokenCache: { body: { token: TOKEN }, response: { invalidated: 1 } },
  revokeToken: { body: { identity: 'alice' }, response: { identity: 'alice', before: NOW } },

  addActivity: {
    body: {
      actor: 'user:alice',
      verb: 'post',
      object: 'Hello world!',
      mentions: ['bob'],
      tags: ['greeting'],
      custom: { mood: 'sunny' },
    },
    response: activity,
  },
  listActivities: { response: { data: [activity], next: null } },
  removeActivity: { response: { id: activity.id, removed: true } },
  follow: { body: { target: 'user:bob' }, response: follow },
  unfollow: { body: { target: 'user:bob' }, response: { source: follow.source, target: follow.target, removed: true } },
  listFollowers: { response: { data: [{ ...follow, target: 'user:alice', source: 'timeline:bob' }], next: null } },
  listFollowing: { response: { data: [follow], next: null } },

  createChannel: {
    body: {
      id: 'general',
      type: 'team',
      name: 'General',
      members: [{ userId: 'bob' }],
      custom: { topic: 'Everything' },
    },
    response: view,
  },
  listChannels: { response: { data: [view], next: null } },
  getChannel: { response: view },
  updateChannel: { body: { slowModeSeconds: 10 }, response: { ...view, slowModeSeconds: 10, version: 2, offset: 2 } },
  removeChannel: { response: { id: 'general', removed: true } },
  listMembers: { response: { data: [owner, member], next: null } },
  addMembers: { body: { members: [{ userId: 'bob' }] }, response: { data: [member] } },
  updateMember: { body: { role: 'moderator' }, response: { ...member, role: 'moderator' } },
  removeMember: { response: lifted },
  listRestrictions: { response: { data: [ban], next: null } },
  banUser: { body: { userId: 'bob', reason: 'spam' }, response: ban },
  unbanUser: { response: lifted },
  muteUser: { body: { userId: 'bob', ttlSeconds: 14_400 }, response: { ...ban, kind: 'mute', expiresAt: LATER } },
  unmuteUser: { response: lifted },
  saveDraft: { body: { text: 'Dear all' }, response: { text: 'Dear all', updatedAt: NOW } },
  sendMessage: { body: { text: 'Hello @bob!', mentions: ['bob'] }, response: message },
  listMessages: { response: { data: [message], next: null, previous: null } },
  getMessage: { response: message },
  updateMessage: {
    body: { text: 'Hello Bob!' },
    response: { ...message, text: 'Hello Bob!', editedAt: LATER, version: 13 },
  },
  deleteMessage: { response: { id: message.id, removed: true } },
  pinMessage: { body: {}, response: { ...message, pinnedAt: NOW, pinnedBy: 'alice', version: 13 } },
  unpinMessage: { response: message },
  reactToMessage: { body: { kind: '👍' }, response: liked },
  unreactToMessage: { response: message },
  listMessageReactions: { response: { data: [reaction], next: null } },
  markRead: {
    body: { messageId: message.id },
    response: { userId: 'bob', offset: 12, readAt: NOW, unreadCount: 0, unreadMentions: 0, head: 13 },
  },
  searchMessages: { response: { data: [message], next: null } },
  removeDraft: { response: { removed: true } },

  setOnline: { body: { status: 'busy', customStatus: says }, response: { ...alice, status: 'busy' } },
  setOffline: { body: {}, response: { ...bob, userId: 'alice', lastSeenAt: NOW } },
  setActivity: { body: { activity: does }, response: alice },
  setTyping: {
    body: { roomId: 'lobby', typing: true },
    response: { roomId: 'lobby', userId: 'alice', typing: true },
  },
  getPresence: { response: alice },
  getPresenceBulk: { response: { data: [alice, bob] } },
  postPresenceBulk: { body: { ids: ['alice', 'bob'] }, response: { data: [alice, bob] } },
  getRoomPresence: { response: { roomId: 'lobby', count: 1, members: [alice], complete: true } },

  createUpload: {
    response: {
      id: UPLOAD_ID,
      url: `https://pulse.example.com/v1/uploads/${UPLOAD_ID}/cat.png`,
      name: 'cat.png',
      mimeType: 'image/png',
      size: 48_211,
      width: 1280,
      height: 720,
    },
  },
  getUpload: {},
  removeUpload: { response: { id: UPLOAD_ID, removed: true } },

  getHealth: { response: { status: 'ok', time: NOW } },
  getOpenApi: { response: { openapi: '3.1.1' } },
};
