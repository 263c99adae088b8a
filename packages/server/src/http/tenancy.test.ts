import {
  type Activity,
  type Message,
  type Operation,
  type Page,
  ROUTES,
  readRoute,
  type Upload,
} from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createFakeClock } from '../testing/fake-clock.js';
import {
  type Call,
  type CallOptions,
  createTestBackend,
  type Reply,
  type TestBackend,
} from '../testing/test-backend.js';

/** What a call of each route looks like, with the ids of project A in it. */
interface Ids {
  activity: Activity;
  message: Message;
  upload: Upload;
  token: string;
  cursors: Record<'activities' | 'followers' | 'following', string>;
}

type Request = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
};

const CHANNEL = { channelId: 'secret-general' };

const REQUESTS: { [Op in Operation]: (ids: Ids) => Request } = {
  createToken: () => ({ body: { identity: 'alice' } }),
  createDevToken: () => ({ body: { identity: 'alice' } }),
  validateToken: ({ token }) => ({ body: { token } }),
  validateTokenAtEdge: ({ token }) => ({ body: { token } }),
  getTokenCacheStats: () => ({}),
  invalidateTokenCache: ({ token }) => ({ body: { token } }),
  revokeToken: ({ token }) => ({ body: { token } }),
  addActivity: () => ({ params: { feedId: 'user:alice' }, body: { actor: 'alice', verb: 'post', object: 'from-b' } }),
  listActivities: () => ({ params: { feedId: 'user:alice' } }),
  removeActivity: ({ activity }) => ({ params: { feedId: 'user:alice', activityId: activity.id } }),
  follow: () => ({ params: { feedId: 'alice' }, body: { target: 'dora' } }),
  unfollow: () => ({ params: { feedId: 'alice' }, body: { target: 'bob' } }),
  listFollowers: () => ({ params: { feedId: 'bob' } }),
  listFollowing: () => ({ params: { feedId: 'alice' } }),
  createChannel: () => ({ body: { id: 'general', type: 'livestream', userId: 'alice', name: 'from-b' } }),
  listChannels: () => ({ query: { userId: 'alice' } }),
  getChannel: () => ({ params: CHANNEL }),
  updateChannel: () => ({ params: CHANNEL, body: { name: 'from-b' } }),
  removeChannel: () => ({ params: CHANNEL }),
  listMembers: () => ({ params: CHANNEL }),
  addMembers: () => ({ params: CHANNEL, body: { members: [{ userId: 'mallory' }] } }),
  updateMember: () => ({ params: { ...CHANNEL, userId: 'bob' }, body: { role: 'owner' } }),
  removeMember: () => ({ params: { ...CHANNEL, userId: 'bob' } }),
  listRestrictions: () => ({ params: CHANNEL }),
  banUser: () => ({ params: CHANNEL, body: { userId: 'bob' } }),
  unbanUser: () => ({ params: { ...CHANNEL, userId: 'carol' } }),
  muteUser: () => ({ params: CHANNEL, body: { userId: 'bob', ttlSeconds: 60 } }),
  unmuteUser: () => ({ params: { ...CHANNEL, userId: 'carol' } }),
  saveDraft: () => ({ params: CHANNEL, body: { text: 'from-b', userId: 'alice' } }),
  sendMessage: () => ({ params: CHANNEL, body: { text: 'from-b', userId: 'alice' } }),
  listMessages: () => ({ params: CHANNEL }),
  getMessage: ({ message }) => ({ params: { ...CHANNEL, messageId: message.id } }),
  updateMessage: ({ message }) => ({
    params: { ...CHANNEL, messageId: message.id },
    body: { text: 'from-b', userId: 'alice' },
  }),
  deleteMessage: ({ message }) => ({ params: { ...CHANNEL, messageId: message.id } }),
  pinMessage: ({ message }) => ({ params: { ...CHANNEL, messageId: message.id }, body: { userId: 'alice' } }),
  unpinMessage: ({ message }) => ({ params: { ...CHANNEL, messageId: message.id }, query: { userId: 'alice' } }),
  reactToMessage: ({ message }) => ({
    params: { ...CHANNEL, messageId: message.id },
    body: { kind: 'like', userId: 'alice' },
  }),
  unreactToMessage: ({ message }) => ({
    params: { ...CHANNEL, messageId: message.id, kind: 'love' },
    query: { userId: 'alice' },
  }),
  markRead: ({ message }) => ({ params: CHANNEL, body: { messageId: message.id, userId: 'alice' } }),
  searchMessages: () => ({ query: { q: 'secret' } }),
  listMessageReactions: ({ message }) => ({ params: { ...CHANNEL, messageId: message.id } }),
  removeDraft: () => ({ params: CHANNEL, query: { userId: 'alice' } }),
  setOnline: () => ({ body: { userId: 'alice', status: 'busy' } }),
  setOffline: () => ({ body: { userId: 'alice' } }),
  setActivity: () => ({ body: { userId: 'alice', activity: { type: 'playing', text: 'from-b' } } }),
  setTyping: () => ({ body: { userId: 'alice', roomId: 'lobby', typing: true } }),
  getPresence: () => ({ params: { userId: 'alice' } }),
  getPresenceBulk: () => ({ query: { ids: 'alice,bob' } }),
  postPresenceBulk: () => ({ body: { ids: ['alice', 'bob'] } }),
  createUpload: () => ({
    query: { name: 'b.txt' },
    body: 'from b',
    headers: { 'content-type': 'text/plain' },
  }),
  // Its address opens a file to anybody: what it must not do is tell more than the file.
  getUpload: ({ upload }) => ({ params: { uploadId: upload.id, name: upload.name } }),
  removeUpload: ({ upload }) => ({ params: { uploadId: upload.id } }),
  getRoomPresence: () => ({ params: { roomId: 'lobby' } }),
  getHealth: () => ({}),
  getOpenApi: () => ({}),
};

const send = (
  call: Call,
  operation: Operation,
  { params = {}, query = {}, ...rest }: Request,
): Promise<Reply<unknown>> => {
  const route = readRoute(operation);
  const path = route.path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return call<unknown>(route.method, search ? `${path}?${search}` : path, rest);
};

const OPERATIONS = Object.keys(ROUTES) as Operation[];

describe.each(ENGINES)('two projects on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let ids: Ids;
    /** All that project A shows of itself. */
    const picture = async () => {
      const shown: unknown[] = [];
      for (const path of [
        '/v1/feeds/user:alice',
        '/v1/feeds/timeline:alice',
        '/v1/feeds/bob/followers',
        '/v1/feeds/alice/following',
        '/v1/presence/bulk?ids=alice,bob',
        '/v1/presence/room/lobby',
        '/v1/channels?userId=alice',
        '/v1/channels/secret-general/messages',
        '/v1/search/messages?q=secret',
        '/v1/channels/secret-general/members',
        '/v1/channels/secret-general/restrictions',
      ]) {
        shown.push((await t.a.server<unknown>('GET', path)).body);
      }
      shown.push((await t.call<unknown>('GET', ids.upload.url)).body);
      const { status } = await (await t.a.user('alice'))<unknown>('GET', '/v1/feeds/timeline:alice');
      return JSON.stringify([...shown, status]);
    };

    beforeAll(async () => {
      t = await createTestBackend(engine, { clock: createFakeClock(Date.parse('2026-11-21T12:00:00.000Z')) });
      const alice = await t.a.user('alice');
      const post = (actor: string) => ({ actor, verb: 'post', object: `secret of A by ${actor}` });
      const { body: activity } = await alice<Activity>('POST', '/v1/feeds/user:alice/activities', {
        body: post('alice'),
      });
      await alice('POST', '/v1/feeds/user:alice/activities', { body: post('alice') });
      await t.a.server('POST', '/v1/feeds/user:bob/activities', { body: post('bob') });
      for (const [source, target] of [
        ['alice', 'bob'],
        ['alice', 'carol'],
        ['erin', 'bob'],
      ]) {
        await t.a.server('POST', `/v1/feeds/${source}/follow`, { body: { target } });
      }
      const { body: upload } = await alice<Upload>('POST', '/v1/uploads?name=a.txt', {
        body: 'an open letter',
        headers: { 'content-type': 'text/plain' },
      });
      await alice('POST', '/v1/presence/online', { body: { status: 'away', customStatus: { text: 'secret of A' } } });
      await t.a.server('POST', '/v1/channels', {
        body: {
          ...{ id: CHANNEL.channelId, type: 'messaging', name: 'secret of A', userId: 'alice' },
          members: [{ userId: 'bob' }, { userId: 'carol' }],
        },
      });
      await t.a.server('POST', '/v1/channels/secret-general/bans', {
        body: { userId: 'carol', reason: 'secret of A' },
      });
      const { body: message } = await alice<Message>('POST', '/v1/channels/secret-general/messages', {
        body: { text: 'secret of A' },
      });
      await alice('POST', `/v1/channels/secret-general/messages/${message.id}/reactions`, { body: { kind: 'love' } });
      await alice('POST', '/v1/channels/secret-general/draft', { body: { text: 'secret of A' } });
      const cursor = async (path: string) =>
        (await t.a.server<Page<unknown>>('GET', `${path}?limit=1`)).body.next ?? '';
      ids = {
        activity,
        message,
        upload,
        token: alice.token,
        cursors: {
          activities: await cursor('/v1/feeds/user:alice'),
          followers: await cursor('/v1/feeds/bob/followers'),
          following: await cursor('/v1/feeds/alice/following'),
        },
      };
      await t.backend.idle();
    });
    afterAll(() => t.dispose());

    it.each(OPERATIONS)('%s by the other project’s server shows and changes nothing', async (operation) => {
      const before = await picture();
      const { body } = await send(t.b.server, operation, REQUESTS[operation](ids));
      await t.backend.idle();
      expect(JSON.stringify(body)).not.toContain('secret of A');
      expect(JSON.stringify(body)).not.toContain(t.a.id);
      expect(await picture()).toBe(before);
    });

    it.each(OPERATIONS)(
      '%s by the other project’s user of the same name shows and changes nothing',
      async (operation) => {
        const before = await picture();
        const request = REQUESTS[operation](ids);
        const { body } = await send(await t.b.user('alice'), operation, request);
        await t.backend.idle();
        expect(JSON.stringify(body)).not.toContain('secret of A');
        expect(await picture()).toBe(before);
      },
    );

    it.each(OPERATIONS.filter((operation) => !readRoute(operation).callers.includes('anyone')))(
      '%s refuses a token of one project beside the key of the other',
      async (operation) => {
        const before = await picture();
        const mixed = (method: string, path: string, options: CallOptions = {}) =>
          t.call<unknown>(method, path, {
            ...options,
            headers: { ...options.headers, 'x-pulse-key': t.b.apiKey, authorization: `Bearer ${ids.token}` },
          });
        const { status, body } = await send(mixed as Call, operation, REQUESTS[operation](ids));
        expect({ status, body }).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
        const swapped = (method: string, path: string, options: CallOptions = {}) =>
          t.call<unknown>(method, path, {
            ...options,
            headers: { ...options.headers, 'x-pulse-key': t.a.apiKey, 'x-pulse-secret': t.b.apiSecret },
          });
        expect(await send(swapped as Call, operation, REQUESTS[operation](ids))).toMatchObject({
          status: 401,
          body: { code: 'invalid_credentials' },
        });
        expect(await picture()).toBe(before);
      },
    );

    it('refuse each other’s cursors', async () => {
      for (const [path, cursor] of [
        ['/v1/feeds/user:alice', ids.cursors.activities],
        ['/v1/feeds/bob/followers', ids.cursors.followers],
        ['/v1/feeds/alice/following', ids.cursors.following],
      ] as const) {
        expect(cursor).not.toBe('');
        const query = `cursor=${encodeURIComponent(cursor)}`;
        expect((await t.a.server('GET', `${path}?${query}`)).status).toBe(200);
        expect((await t.b.server('GET', `${path}?${query}`)).body).toMatchObject({
          status: 400,
          code: 'invalid_cursor',
        });
      }
    });
  });
});
