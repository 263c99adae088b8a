import type { ChatChannelView, Message, MessagePage } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES_AND_WASM, isSkipped } from '../../testing/engines.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';

describe.each(ENGINES_AND_WASM)('messages on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let clock: FakeClock;
    let [alice, bob, carol, eve]: Call[] = [];
    let channels = 0;

    beforeAll(async () => {
      clock = createFakeClock();
      t = await createTestBackend(engine, { clock });
      [alice, bob, carol, eve] = await Promise.all(['alice', 'bob', 'carol', 'eve'].map((name) => t.a.user(name)));
    });
    afterAll(() => t.dispose());

    /** A channel of alice, with bob as a moderator and carol as a member. */
    async function open(extra: Record<string, unknown> = {}): Promise<string> {
      const id = `channel-${++channels}`;
      const members = [{ userId: 'bob', role: 'moderator' }, { userId: 'carol' }];
      await alice?.('POST', '/v1/channels', { body: { id, type: 'messaging', members, ...extra } });
      return `/v1/channels/${id}`;
    }
    const send = (call: Call | undefined, path: string, body: Record<string, unknown>) =>
      (call as Call)<Message>('POST', `${path}/messages`, { body });
    const list = async (call: Call | undefined, path: string, query = '') =>
      (await (call as Call)<MessagePage>('GET', `${path}/messages${query}`)).body;

    test('a message is read by the members, in the order of offsets, and by nobody else', async () => {
      const path = await open();
      const { status, body: first } = await send(alice, path, { text: 'One', custom: { mood: 'fine' } });
      expect(status).toBe(201);
      expect(first).toMatchObject({
        ...{ userId: 'alice', text: 'One', custom: { mood: 'fine' }, attachments: [], mentions: [], reactions: [] },
        ...{ replyTo: null, parentId: null, threadCount: 0, editedAt: null, deletedAt: null, ownReactions: [] },
      });
      const { body: second } = await send(carol, path, { text: 'Two', replyTo: first.id });
      expect(second).toMatchObject({ replyTo: first.id });
      expect(second.offset).toBeGreaterThan(first.offset);
      expect((await list(bob, path)).data.map(({ text }) => text)).toEqual(['Two', 'One']);
      expect((await bob?.<Message>('GET', `${path}/messages/${first.id}`))?.body.text).toBe('One');
      for (const [method, suffix, body] of [
        ['GET', '/messages', undefined],
        ['GET', `/messages/${first.id}`, undefined],
        ['POST', '/messages', { text: 'Me too' }],
        ['PATCH', `/messages/${first.id}`, { text: 'Mine' }],
        ['DELETE', `/messages/${first.id}`, undefined],
        ['POST', `/messages/${first.id}/reactions`, { kind: '👍' }],
        ['POST', `/messages/${first.id}/pin`, {}],
      ] as const) {
        expect((await eve?.(method, `${path}${suffix}`, { body }))?.body).toMatchObject({
          status: 404,
          code: 'not_found',
        });
      }
      const view = (await bob?.<ChatChannelView>('GET', path))?.body;
      expect(view).toMatchObject({ lastMessage: { text: 'Two' }, lastMessageAt: second.createdAt, unreadCount: 2 });
    });

    test('the same message again is answered as it stands; an id that something else took is a conflict', async () => {
      const path = await open();
      const other = await open();
      const id = '01jd00000000000000000000aa';
      const first = await send(alice, path, { id, text: 'Once' });
      expect((await send(alice, path, { id, text: 'Once' })).body).toEqual(first.body);
      for (const [call, where, text] of [
        [alice, path, 'Twice'],
        [bob, path, 'Once'],
        [alice, other, 'Once'],
      ] as const) {
        expect((await send(call, where, { id, text })).body).toMatchObject({
          status: 409,
          code: 'conflict',
          param: 'id',
        });
      }
      await alice?.('DELETE', `${path}/messages/${id}`);
      expect((await send(alice, path, { id, text: 'Once' })).body).toMatchObject({ code: 'conflict' });
      expect((await list(alice, path)).data).toHaveLength(1);
    });

    test('pages lead both ways, from a message, an offset or around one', async () => {
      const path = await open();
      const sent: Message[] = [];
      for (let n = 0; n < 12; n++) sent.push((await send(alice, path, { text: `m${n}` })).body);
      const texts = ({ data }: MessagePage) => data.map(({ text }) => text);
      const first = await list(bob, path, '?limit=5');
      expect([texts(first), first.previous]).toEqual([['m11', 'm10', 'm9', 'm8', 'm7'], null]);
      const second = await list(bob, path, `?limit=5&cursor=${first.next}`);
      expect(texts(second)).toEqual(['m6', 'm5', 'm4', 'm3', 'm2']);
      const third = await list(bob, path, `?limit=5&cursor=${second.next}`);
      expect([texts(third), third.next]).toEqual([['m1', 'm0'], null]);
      const back = await list(bob, path, `?limit=5&cursor=${third.previous}`);
      expect(texts(back)).toEqual(['m6', 'm5', 'm4', 'm3', 'm2']);
      const [five] = sent.slice(5);
      expect(texts(await list(bob, path, `?limit=2&before=${five?.id}`))).toEqual(['m4', 'm3']);
      expect(texts(await list(bob, path, `?limit=2&before=${five?.offset}`))).toEqual(['m4', 'm3']);
      expect(texts(await list(bob, path, `?limit=2&after=${five?.id}`))).toEqual(['m7', 'm6']);
      expect(texts(await list(bob, path, `?limit=2&after=${five?.offset}`))).toEqual(['m7', 'm6']);
      const around = await list(bob, path, `?limit=5&around=${five?.id}`);
      expect(texts(around)).toEqual(['m7', 'm6', 'm5', 'm4', 'm3']);
      expect(texts(await list(bob, path, `?limit=5&cursor=${around.previous}`))).toEqual(['m11', 'm10', 'm9', 'm8']);
      expect(texts(await list(bob, path, `?limit=5&cursor=${around.next}`))).toEqual(['m2', 'm1', 'm0']);
      for (const query of ['?before=1&after=2', '?around=nobody', `?cursor=${first.next}x`, '?limit=101']) {
        expect((await bob?.('GET', `${path}/messages${query}`))?.status, query).toBe(400);
      }
    });

    test('a thread hangs on one message, is listed apart, and counts', async () => {
      const path = await open();
      const parent = (await send(alice, path, { text: 'Parent' })).body;
      const reply = (await send(bob, path, { text: 'In the thread', parentId: parent.id })).body;
      await send(carol, path, { text: 'Too', parentId: parent.id, replyTo: reply.id });
      expect((await list(alice, path)).data).toMatchObject([{ id: parent.id, threadCount: 2 }]);
      expect((await list(alice, path, `?parentId=${parent.id}`)).data).toMatchObject([
        { text: 'Too' },
        { text: 'In the thread' },
      ]);
      expect((await alice?.<ChatChannelView>('GET', path))?.body).toMatchObject({
        unreadCount: 0,
        lastMessage: { id: parent.id },
      });
      await bob?.('DELETE', `${path}/messages/${reply.id}`);
      expect((await list(alice, path)).data).toMatchObject([{ id: parent.id, threadCount: 1 }]);
      expect((await send(carol, path, { text: 'Deeper', parentId: reply.id })).status).toBe(404);
      const standing = (await list(alice, path, `?parentId=${parent.id}`)).data[0];
      expect((await send(carol, path, { text: 'Deeper', parentId: standing?.id })).body).toMatchObject({
        code: 'invalid_request',
        param: 'parentId',
      });
      expect((await send(carol, path, { text: 'Across', replyTo: standing?.id })).status).toBe(404);
    });

    test('an author edits and deletes its own; a moderator deletes, and for good', async () => {
      const path = await open();
      const message = (await send(carol, path, { text: 'Teh', mentions: ['bob'] })).body;
      const edited = await carol?.<Message>('PATCH', `${path}/messages/${message.id}`, { body: { text: 'The' } });
      expect(edited?.body).toMatchObject({ text: 'The', mentions: ['bob'], editedAt: expect.any(String) });
      expect(edited?.body.version).toBeGreaterThan(message.version);
      expect((await bob?.('PATCH', `${path}/messages/${message.id}`, { body: { text: 'Mine' } }))?.body).toMatchObject({
        ...{ status: 403, code: 'forbidden' },
      });
      const mine = (await send(alice, path, { text: 'Mine' })).body;
      expect((await carol?.('DELETE', `${path}/messages/${mine.id}`))?.body).toMatchObject({ code: 'forbidden' });
      expect((await carol?.('DELETE', `${path}/messages/${message.id}?hard=true`))?.body).toMatchObject({
        code: 'forbidden',
      });
      expect((await carol?.('DELETE', `${path}/messages/${message.id}`))?.body).toEqual({
        id: message.id,
        removed: true,
      });
      expect((await list(alice, path)).data.at(-1)).toMatchObject({
        ...{
          id: message.id,
          text: '',
          mentions: [],
          custom: {},
          deletedAt: expect.any(String),
          offset: message.offset,
        },
      });
      expect((await carol?.('PATCH', `${path}/messages/${message.id}`, { body: { text: 'Back' } }))?.status).toBe(404);
      expect((await bob?.('DELETE', `${path}/messages/${message.id}?hard=true`))?.status).toBe(200);
      expect((await list(alice, path)).data.map(({ id }) => id)).toEqual([mine.id]);
    });

    test('reactions count once a user and kind, and tell the caller its own', async () => {
      const path = await open();
      const { id } = (await send(alice, path, { text: 'Nice?' })).body;
      const react = (call: Call | undefined, kind: string) =>
        call?.<Message>('POST', `${path}/messages/${id}/reactions`, { body: { kind } });
      await react(bob, '👍');
      await react(bob, '👍');
      expect((await react(carol, '👍'))?.body).toMatchObject({
        reactions: [{ kind: '👍', count: 2, userIds: ['carol', 'bob'] }],
        ownReactions: ['👍'],
      });
      await react(carol, 'love');
      await carol?.('DELETE', `${path}/messages/${id}/reactions/${encodeURIComponent('👍')}`);
      expect((await list(bob, path)).data[0]).toMatchObject({
        reactions: [
          { kind: '👍', count: 1, userIds: ['bob'] },
          { kind: 'love', count: 1, userIds: ['carol'] },
        ],
        ownReactions: ['👍'],
      });
      const who = await bob?.<{ data: unknown[] }>('GET', `${path}/messages/${id}/reactions?kind=love`);
      expect(who?.body.data).toMatchObject([{ userId: 'carol', kind: 'love' }]);
      for (const kind of ['', 'a b', 'x'.repeat(65), '\u202e']) {
        expect((await react(bob, kind))?.body).toMatchObject({ code: 'invalid_request', param: 'kind' });
      }
    });

    test('slow mode, mutes and frozen channels hold for members, not for moderators and servers; block lists for all', async () => {
      const path = await open({ slowModeSeconds: 10, blockList: ['Hell'] });
      expect((await send(carol, path, { text: 'First' })).status).toBe(201);
      const refused = await send(carol, path, { text: 'Second' });
      expect(refused.body).toMatchObject({ status: 429, code: 'slow_mode', retryable: false });
      expect(refused.headers.get('retry-after')).toBe('10');
      expect((await send(bob, path, { text: 'A' })).status).toBe(201);
      expect((await send(bob, path, { text: 'B' })).status).toBe(201);
      expect((await send(t.a.server, path, { text: 'C', userId: 'carol' })).status).toBe(201);
      await clock.advance(10_000);
      for (const text of ['to HELL with it', 'h\u200bell', 'ｈｅｌｌ!', '«hell»']) {
        expect((await send(carol, path, { text })).body).toMatchObject({ status: 422, code: 'message_blocked' });
      }
      const attachments = [{ type: 'link', url: 'https://a.test/', title: 'To hell' }];
      const refusals = [
        await send(carol, path, { attachments }),
        await send(bob, path, { text: 'Hell' }),
        await send(t.a.server, path, { text: 'Hell', userId: 'bob' }),
      ];
      expect(refusals.map(({ body }) => body)).toMatchObject([
        { code: 'message_blocked', param: 'attachments' },
        { code: 'message_blocked', param: 'text' },
        { code: 'message_blocked', param: 'text' },
      ]);
      expect((await send(carol, path, { text: 'Hello, shell' })).status).toBe(201);
      await bob?.('POST', `${path}/mutes`, { body: { userId: 'carol', ttlSeconds: 60 } });
      await clock.advance(10_000);
      expect((await send(carol, path, { text: 'Hm' })).body).toMatchObject({ status: 403, code: 'muted' });
      expect((await carol?.<ChatChannelView>('GET', path))?.body.mutedUntil).toEqual(expect.any(String));
      await clock.advance(50_000);
      expect((await send(carol, path, { text: 'Again' })).status).toBe(201);
      await bob?.('PATCH', path, { body: { frozen: true, slowModeSeconds: 0 } });
      expect((await send(carol, path, { text: 'Cold' })).body).toMatchObject({ status: 403, code: 'channel_frozen' });
      expect((await send(bob, path, { text: 'Mine' })).status).toBe(201);
    });

    test('what is written under a shadow ban its author and moderators see, and nobody else', async () => {
      const path = await open();
      await bob?.('POST', `${path}/bans`, { body: { userId: 'carol', shadow: true } });
      const { body: hidden } = await send(carol, path, { text: 'Psst' });
      await send(alice, path, { text: 'Anybody here?' });
      const texts = async (call: Call | undefined) => (await list(call, path)).data.map(({ text }) => text);
      expect(await texts(carol)).toEqual(['Anybody here?', 'Psst']);
      expect(await texts(bob)).toEqual(['Anybody here?', 'Psst']);
      await alice?.('PATCH', `${path}/members/bob`, { body: { role: 'member' } });
      expect(await texts(bob)).toEqual(['Anybody here?']);
      expect((await bob?.('GET', `${path}/messages/${hidden.id}`))?.status).toBe(404);
      expect((await bob?.<ChatChannelView>('GET', path))?.body).toMatchObject({ unreadCount: 1 });
    });

    test('pins are listed, by whom they may be set', async () => {
      const path = await open({ type: 'team' });
      const { id } = (await send(carol, path, { text: 'Important' })).body;
      expect((await carol?.('POST', `${path}/messages/${id}/pin`, { body: {} }))?.body).toMatchObject({
        code: 'forbidden',
      });
      expect((await bob?.('POST', `${path}/messages/${id}/pin`, { body: {} }))?.body).toMatchObject({
        pinnedBy: 'bob',
      });
      expect((await list(carol, path, '?pinned=true')).data).toMatchObject([{ id }]);
      await bob?.('DELETE', `${path}/messages/${id}/pin`);
      expect((await list(carol, path, '?pinned=true')).data).toEqual([]);
    });

    test.each([
      [{ text: '' }, 'invalid_request', 'text'],
      [{ text: ' \u200b\u2060\n' }, 'invalid_request', 'text'],
      [{ text: '\u200b'.repeat(10_001) }, 'invalid_request', 'text'],
      [{ text: 'x'.repeat(10_001) }, 'invalid_request', 'text'],
      [
        { text: 'a', attachments: [{ type: 'link', url: 'javascript:alert(1)' }] },
        'invalid_request',
        'attachments.0.url',
      ],
      [
        { text: 'a', attachments: [{ type: 'link', url: 'java\nscript:alert(1)' }] },
        'invalid_request',
        'attachments.0.url',
      ],
      [{ text: 'a', html: '<b>' }, 'unknown_field', 'html'],
      [{ text: 'a', userId: 'bob' }, 'forbidden_user', 'userId'],
      [{ text: 'a', id: 'mine' }, 'invalid_request', 'id'],
      [{ text: '\u200b'.repeat(3_500_000) }, 'body_too_large', undefined],
    ])('a bad message is refused (%#)', async (body, code, param) => {
      const path = await open();
      const answer = await send(alice, path, body);
      expect(answer.body).toMatchObject({ code, ...(param === undefined ? {} : { param }) });
      expect((await list(alice, path)).data).toEqual([]);
    });

    test('text that looks like markup or turns its direction is kept as it is', async () => {
      const path = await open();
      const text = '<img src=x onerror=alert(1)> \u202eevil\u202c javascript:alert(1)';
      await send(alice, path, { text });
      expect((await list(bob, path)).data[0]?.text).toBe(text);
    });
  });
});
