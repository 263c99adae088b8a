import type { ChatChannelView, Message } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryBus } from '../../bus/memory-bus.js';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { createTestBackend, quietLogger, type TestBackend } from '../../testing/test-backend.js';
import { purgeChannels } from './purge-channels.js';
import { holdPurge } from './purge-store.js';

const TABLES = [
  ...(['chatMember', 'chatRestriction', 'chatRead', 'chatDraft'] as const),
  ...(['chatMessage', 'chatMention', 'chatReaction'] as const),
];
const MANY = 1_203;

describe.each(ENGINES)('the purge of deleted channels on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let clock: FakeClock;
    beforeAll(async () => {
      clock = createFakeClock();
      t = await createTestBackend(engine, { clock });
    });
    afterAll(() => t.dispose());

    const count = async () => {
      const counts: Record<string, number> = {};
      for (const table of TABLES) {
        const { n } = await t.storage.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        counts[table] = Number(n);
      }
      return counts;
    };

    async function fill(id: string): Promise<void> {
      const alice = await t.a.user('alice');
      const path = `/v1/channels/${id}`;
      const body = { id, type: 'livestream', name: 'Secret', custom: { a: 1 }, members: [{ userId: 'bob' }] };
      await alice('POST', '/v1/channels', { body });
      const { body: message } = await alice<Message>('POST', `${path}/messages`, {
        body: { text: 'Hi', mentions: ['bob'] },
      });
      await alice('POST', `${path}/messages/${message.id}/reactions`, { body: { kind: '👍' } });
      await alice('POST', `${path}/messages`, { body: { text: 'Below', parentId: message.id } });
      await alice('POST', `${path}/draft`, { body: { text: 'Well' } });
      await alice('POST', `${path}/mutes`, { body: { userId: 'eve', ttlSeconds: 60 } });
    }

    /** As a process that stops after some chunks, or goes to the end. */
    const purge = async (chunks = Number.POSITIVE_INFINITY) => {
      let left = chunks * 2;
      const services = { clock, bus: createMemoryBus(), nextId: () => 'x', epoch: 'e', logger: quietLogger };
      let transactions = 0;
      const transaction: typeof t.storage.transaction = (work) => {
        transactions++;
        return t.storage.transaction(work);
      };
      await purgeChannels({ ...services, storage: { ...t.storage, transaction } }, () => left-- <= 0);
      return transactions;
    };

    test('leaves nothing of them, and nothing else is touched', async () => {
      await fill('stays');
      const before = await count();
      expect(Object.values(before).every((n) => n > 0)).toBe(true);
      await fill('goes');
      await t.a.server('DELETE', '/v1/channels/goes');
      await clock.advance(11 * 60 * 1000);
      await expect.poll(count).toEqual(before);
      const row = await t.storage.db
        .selectFrom('chatChannel')
        .select(['name', 'custom', 'purgedAt'])
        .where('id', '=', 'goes')
        .executeTakeFirst();
      expect(row).toMatchObject({ name: null, custom: '{}' });
      expect(row?.purgedAt).not.toBeNull();
      const again = await t.a.server('POST', '/v1/channels', { body: { id: 'goes', type: 'livestream' } });
      expect(again.body).toMatchObject({ status: 409, code: 'conflict' });
      expect((await t.a.server<ChatChannelView>('GET', '/v1/channels/stays')).body).toMatchObject({ name: 'Secret' });
    });

    test('lets the people of a dm begin anew, with nothing of what was there', async () => {
      const [carol, dave] = [await t.a.user('carol'), await t.a.user('dave')];
      const begin = (call: typeof carol, userId: string) =>
        call<ChatChannelView>('POST', '/v1/channels', { body: { type: 'dm', members: [{ userId }] } });
      const { body: old } = await begin(carol, 'dave');
      const path = `/v1/channels/${old.id}`;
      await carol('POST', `${path}/messages`, { body: { text: 'Of old' } });
      await t.a.server('POST', `${path}/bans`, { body: { userId: 'carol' } });
      await t.a.server('DELETE', path);
      expect((await begin(dave, 'carol')).body).toMatchObject({ status: 409, code: 'conflict' });
      await purge();
      const { body: anew } = await begin(dave, 'carol');
      expect(anew).toMatchObject({ id: old.id, createdBy: 'dave', memberCount: 2, lastMessage: null, unreadCount: 0 });
      expect(anew.version).toBeGreaterThan(old.version + 2);
      expect((await begin(carol, 'dave')).body).toMatchObject({ id: old.id, createdBy: 'dave' });
      const late = { projectId: t.a.id, channelId: old.id };
      expect(await t.storage.transaction((tx) => holdPurge(tx, t.storage.engine, late))).toBe(false);
      const events = t.storage.db.selectFrom('event').select('offset').where('channel', '=', `chat:${old.id}`);
      expect(await events.execute()).toEqual([{ offset: anew.version }]);
    });

    test('goes in short transactions, from where a process left off, and tells every member once', async () => {
      const before = await count();
      await fill('huge');
      await t.storage.transaction(async (tx) => {
        const of = (n: number) => ({ projectId: t.a.id, channelId: 'huge', userId: `user-${n}` });
        for (let from = 0; from < MANY; from += 200) {
          const some = Array.from({ length: Math.min(200, MANY - from) }, (_, n) => from + n);
          await tx
            .insertInto('chatMember')
            .values(some.map((n) => ({ ...of(n), role: 'member' as const, joinedAt: n })))
            .execute();
          const { id } = await tx
            .selectFrom('chatMessage')
            .select('id')
            .where('channelId', '=', 'huge')
            .executeTakeFirstOrThrow();
          await tx
            .insertInto('chatReaction')
            .values(
              some.map((n) => ({ projectId: t.a.id, messageId: id, userId: `user-${n}`, kind: '👍', createdAt: n })),
            )
            .execute();
        }
      });
      await t.a.server('DELETE', '/v1/channels/huge');
      expect(await purge(2)).toBeLessThan(5);
      expect((await count()).chatReaction).toBeGreaterThan(MANY);
      expect(await purge()).toBeGreaterThan(4);
      expect(await count()).toEqual(before);
      expect(await purge()).toBe(0);
      const told = await t.storage.db
        .selectFrom('event')
        .select('channel')
        .where('type', '=', 'chat.member.removed')
        .where('channel', 'like', 'user:user-%')
        .execute();
      expect(new Set(told.map(({ channel }) => channel)).size).toBe(MANY);
      expect(told).toHaveLength(MANY);
    });
  });
});
