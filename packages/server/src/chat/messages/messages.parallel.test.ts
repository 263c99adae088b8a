import type { Message } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineName, isSkipped } from '../../testing/engines.js';
import { createFakeClock } from '../../testing/fake-clock.js';
import { type ChatRoom, type ChatWorld, createChatWorld } from './messages.test-kit.js';

const ROUNDS = 20;
const times = <T>(count: number, work: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => work(n));
/** SQLite in memory and on disk queue their writes alike. */
const PARALLEL: readonly EngineName[] = ['memory', 'postgres'];

describe.each(PARALLEL)('at once on %s', { timeout: 60_000 }, (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    beforeAll(async () => {
      world = await createChatWorld(engine, { clock: createFakeClock() });
    });
    afterAll(() => world.dispose());

    const statuses = async (replies: Promise<{ status: number }>[]) => {
      const counts: Record<number, number> = {};
      for (const { status } of await Promise.all(replies)) counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    };
    test('slow mode lets one of 20 messages of a user through', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const room = await world.open({ slowModeSeconds: 10 });
        const sent = times(20, (n) => room.send('carol', { text: `m${n}` }));
        expect(await statuses([...sent, room.send('dan', { text: 'Me too' })])).toEqual({ 201: 2, 429: 19 });
        expect((await room.listAll('carol')).map(({ userId }) => userId).sort()).toEqual(['carol', 'dan']);
      }
    });

    test.each([
      [
        'a mute',
        'muted',
        ROUNDS,
        (room: ChatRoom) => room.call('bob', 'POST', '/mutes', { userId: 'carol', ttlSeconds: 60 }),
      ],
      ['a ban', 'banned', 5, (room: ChatRoom) => room.call('bob', 'POST', '/bans', { userId: 'carol' })],
      ['a freeze', 'channel_frozen', 5, (room: ChatRoom) => room.call('bob', 'PATCH', '', { frozen: true })],
      ['a removal', 'not_found', 5, (room: ChatRoom) => room.call('bob', 'DELETE', '/members/carol')],
    ] as const)('nothing is written, edited or reacted after %s', async (_, code, rounds, end) => {
      for (let round = 0; round < rounds; round++) {
        const room = await world.open();
        const { id } = (await room.send('carol', { text: 'Mine' })).body;
        const before = (await room.events()).length;
        const replies = [
          ...times(4, (n) => room.send('carol', { text: `before ${n}` })),
          end(room),
          ...times(4, (n) => room.send('carol', { text: `after ${n}` })),
          ...times(4, (n) => room.call('carol', 'PATCH', `/messages/${id}`, { text: `edit ${n}` })),
          ...times(4, (n) => room.call('carol', 'POST', `/messages/${id}/reactions`, { kind: `k${n}` })),
        ];
        const answers = await Promise.all(
          replies.map(async (reply) => (await reply) as { status: number; body: unknown }),
        );
        const refused = answers.filter(({ status }) => status >= 400);
        for (const { body } of refused) expect(body).toMatchObject({ code });
        const events = (await room.events()).slice(before);
        const ending = events.findIndex(
          ({ type }) => !type.startsWith('chat.message') && type !== 'chat.reaction.added',
        );
        expect(ending).toBeGreaterThanOrEqual(0);
        expect(events.slice(ending + 1)).toEqual([]);
        expect(refused).toHaveLength(16 - ending);
      }
    });

    test('an id is good for one message', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const [room, other] = [await world.open(), await world.open()];
        const [id, rival] = ['b', 'c'].map((char) => `01jd0000000000000000000${char}${String(round).padStart(2, '0')}`);
        const same = await Promise.all(times(8, () => room.send('carol', { id, text: 'Once' })));
        expect(new Set(same.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
        expect(same[0]?.status).toBe(201);
        const rivals = [room.send('carol', { id: rival, text: 'A' }), other.send('carol', { id: rival, text: 'A' })];
        const more = [room.send('dan', { id: rival, text: 'A' }), room.send('carol', { id: rival, text: 'B' })];
        expect(await statuses([...rivals, ...more])).toEqual({ 201: 1, 409: 3 });
        const stored = [...(await room.listAll('alice')), ...(await other.listAll('alice'))];
        expect(stored.map((message) => message.id).sort()).toEqual([id, rival]);
      }
    });

    test('reactions are counted to the last of 200 calls', async () => {
      const room = await world.open();
      const { id } = (await room.send('alice', { text: 'Nice?' })).body;
      const kinds = ['👍', '❤️', 'laugh', 'wow'];
      const react = (userId: string, kind: string, method: 'POST' | 'DELETE') =>
        method === 'POST'
          ? room.call('server', 'POST', `/messages/${id}/reactions`, { kind, userId })
          : room.call('server', 'DELETE', `/messages/${id}/reactions/${encodeURIComponent(kind)}?userId=${userId}`);
      const given = times(200, (n) => react(`u${n % 40}`, kinds[n % 3] ?? '', 'POST'));
      expect(await statuses(given)).toEqual({ 200: 200 });
      const taken = times(200, (n) => react(`u${(n * 7) % 40}`, kinds[n % 4] ?? '', n % 5 ? 'POST' : 'DELETE'));
      await Promise.all(taken);
      const rows = await world.t.storage.db
        .selectFrom('chatReaction')
        .selectAll()
        .where('messageId', '=', id)
        .execute();
      const summary = (await room.call('carol', 'GET', `/messages/${id}`)).body.reactions;
      for (const kind of kinds) {
        const users = rows.filter((row) => row.kind === kind).map(({ userId }) => userId);
        const told = summary.find((one) => one.kind === kind);
        expect(told?.count ?? 0).toBe(users.length);
        expect(new Set(told?.userIds).size).toBe(Math.min(8, users.length));
        expect(users).toEqual(expect.arrayContaining(told?.userIds ?? []));
      }
      const last = (await room.events()).findLast(({ type }) => type.startsWith('chat.reaction'));
      expect(last?.data).toMatchObject({ reactions: summary });
    });

    test('a thread counts what stands in it', async () => {
      const room = await world.open();
      const { id } = (await room.send('alice', { text: 'Parent' })).body;
      const replies = await Promise.all(times(20, (n) => room.send('carol', { text: `r${n}`, parentId: id })));
      const more = times(10, (n) => room.send('dan', { text: `s${n}`, parentId: id }));
      const gone = replies.slice(0, 8).map(({ body }) => room.call('carol', 'DELETE', `/messages/${body.id}`));
      const twice = replies.slice(4, 8).map(({ body }) => room.call('bob', 'DELETE', `/messages/${body.id}?hard=true`));
      await Promise.all([...more, ...gone, ...twice]);
      const parent = (await room.call('alice', 'GET', `/messages/${id}`)).body;
      expect(parent.threadCount).toBe(22);
      const thread = await room.listAll('alice', `&parentId=${id}`);
      expect(thread.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(22);
      const changes = (await room.events()).flatMap(({ data }) => ('parent' in data && data.parent) || []);
      expect(changes.at(-1)).toEqual({ id, threadCount: 22, lastReplyAt: parent.lastReplyAt });
    });

    test('pins stop at the limit', async () => {
      const room = await world.open();
      const sent: Message[] = [];
      for (const reply of await Promise.all(times(104, (n) => room.send('alice', { text: `p${n}` }))))
        sent.push(reply.body);
      const pins = sent.map(({ id }) => room.call('carol', 'POST', `/messages/${id}/pin`, {}));
      expect(await statuses(pins)).toEqual({ 200: 100, 409: 4 });
      expect(await room.listAll('carol', '&pinned=true')).toHaveLength(100);
    });
  });
});
