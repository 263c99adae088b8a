import type { ChannelReadAnswer, ChatChannelView, Message } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';

describe.each(ENGINES)('marking as read on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let [alice, bob]: Call[] = [];
    let channels = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => t.a.user(name)));
    });
    afterAll(() => t.dispose());

    /** A channel of alice with bob in it, and messages of hers. */
    async function open({ type = 'messaging', members = [{ userId: 'bob' }], count = 3 } = {}) {
      const id = `read-${++channels}`;
      await alice?.('POST', '/v1/channels', { body: { id, type, ...(members.length > 0 && { members }) } });
      const path = `/v1/channels/${id}`;
      const messages: Message[] = [];
      for (let n = 0; n < count; n++) {
        const sent = await alice?.<Message>('POST', `${path}/messages`, { body: { text: `${n}`, mentions: ['bob'] } });
        if (sent) messages.push(sent.body);
      }
      return { id, path, messages };
    }
    const read = async (call: Call | undefined, path: string, body: object = {}) =>
      (await (call as Call)<ChannelReadAnswer>('POST', `${path}/read`, { body })).body;
    const view = async (call: Call | undefined, path: string) =>
      (await (call as Call)<ChatChannelView>('GET', path)).body;
    const reads = async (ch: string) => {
      const events = t.storage.db.selectFrom('event').select('data').where('channel', '=', ch);
      const rows = await events.where('type', '=', 'chat.read').orderBy('offset').execute();
      return rows.map(({ data }) => JSON.parse(data) as ChannelReadAnswer);
    };

    test('up to a message, then the rest; never back, and nobody is told twice', async () => {
      const { id, path, messages } = await open();
      expect(await view(bob, path)).toMatchObject({ unreadCount: 3, unreadMentions: 3 });
      const second = await read(bob, path, { messageId: messages[1]?.id });
      expect(second).toMatchObject({ userId: 'bob', offset: messages[1]?.offset, unreadCount: 1, unreadMentions: 1 });
      expect(await read(bob, path, { messageId: messages[0]?.id })).toEqual(second);
      const all = await read(bob, path);
      expect(all).toMatchObject({ offset: second.head, unreadCount: 0, unreadMentions: 0, head: second.head + 1 });
      expect(await read(bob, path, { messageId: messages[2]?.id })).toEqual(all);
      expect(await view(bob, path)).toMatchObject({ unreadCount: 0, unreadMentions: 0 });
      expect(await reads(`chat:${id}`)).toEqual([second, all].map((answer) => ({ channelId: id, ...answer })));
      expect((await view(alice, path)).read.find(({ userId }) => userId === 'bob')?.offset).toBe(all.offset);
    });

    test('everything again, with nothing new, changes nothing and is told to nobody', async () => {
      const { id, path } = await open();
      const first = await read(bob, path);
      for (const call of [bob, alice, bob, bob, alice]) await read(call, path);
      expect(await read(bob, path)).toMatchObject({ offset: first.offset, readAt: first.readAt, unreadCount: 0 });
      expect((await reads(`chat:${id}`)).map(({ userId }) => userId)).toEqual(['bob', 'alice']);
      await alice?.('POST', `${path}/messages`, { body: { text: 'news' } });
      expect((await read(bob, path)).offset).toBeGreaterThan(first.offset);
    });

    test('in a livestream anybody reads, and hears of it alone', async () => {
      const { id, path } = await open({ type: 'livestream', members: [] });
      expect((await view(bob, path)).unreadCount).toBe(0);
      const answer = await read(bob, path);
      expect(answer).toMatchObject({ unreadCount: 0, offset: answer.head });
      await alice?.('POST', `${path}/messages`, { body: { text: 'news', mentions: ['bob'] } });
      const seen = await view(bob, path);
      expect(seen).toMatchObject({ unreadCount: 1, unreadMentions: 1, membership: null });
      expect(seen.read).toContainEqual({ userId: 'bob', offset: answer.offset, readAt: answer.readAt });
      expect(await reads(`chat:${id}`)).toEqual([]);
      expect((await reads('user:bob')).at(-1)).toMatchObject({ channelId: id, head: answer.head });
    });

    test('of a livestream nobody is shown how far others have read, its members and moderators no more than anybody', async () => {
      const { path } = await open({ type: 'livestream' });
      await read(bob, path);
      expect((await view(alice, path)).read.map(({ userId }) => userId)).toEqual(['alice']);
      expect((await view(bob, path)).read.map(({ userId }) => userId)).toEqual(['bob']);
      expect((await view(t.a.server, path)).read).toEqual([]);
    });

    test('a server reads for a user that it names', async () => {
      const { path } = await open();
      expect(await read(t.a.server, path)).toMatchObject({ code: 'invalid_request', param: 'userId' });
      expect(await read(t.a.server, path, { userId: 'bob' })).toMatchObject({ userId: 'bob', unreadCount: 0 });
      expect((await view(bob, path)).unreadCount).toBe(0);
    });

    test('is refused of what is not seen, of threads, and in another’s name', async () => {
      const { path, messages } = await open();
      const other = await open();
      const parentId = messages[0]?.id;
      const inThread = await alice?.<Message>('POST', `${path}/messages`, { body: { text: 'in it', parentId } });
      for (const [body, code] of [
        [{ messageId: other.messages[0]?.id }, 'not_found'],
        [{ messageId: inThread?.body.id }, 'invalid_request'],
        [{ messageId: 'nothing' }, 'invalid_request'],
        [{ userId: 'alice' }, 'forbidden_user'],
        [{ offset: 7 }, 'unknown_field'],
      ] as const) {
        expect(await read(bob, path, body), JSON.stringify(body)).toMatchObject({ code });
      }
      expect(await read(await t.a.user('eve'), path)).toMatchObject({ status: 404, code: 'not_found' });
      await alice?.('POST', `${path}/bans`, { body: { userId: 'bob' } });
      expect(await read(bob, path)).toMatchObject({ status: 403, code: 'banned' });
    });

    test('calls at once end at the furthest, and each event moves on', async () => {
      const { id, path, messages } = await open({ count: 12 });
      const order = [3, 9, 1, 11, 5, 10, 2, 7];
      await Promise.all(order.map((n) => read(bob, path, { messageId: messages[n]?.id })));
      const told = (await reads(`chat:${id}`)).map(({ offset }) => offset);
      expect(told.at(-1)).toBe(messages[11]?.offset);
      expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
      expect(await view(bob, path)).toMatchObject({ unreadCount: 0, unreadMentions: 0 });
    });
  });
});
