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
