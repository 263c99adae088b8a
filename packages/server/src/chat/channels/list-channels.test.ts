import {
  activeAt,
  type ChannelFilter,
  type ChannelSort,
  type ChatChannelView,
  compareChannels,
  matchesChannel,
  type Page,
} from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../storage/storage.js';
import { ENGINES, isSkipped, openTestStorage } from '../../testing/engines.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';
import { insertChannel } from './channel-store.js';

const T0 = Date.UTC(2026, 0, 1);
/** Names that lower case, patterns, normal forms and the order of bytes treat in their own ways. */
const NAMES = [
  'Team',
  'team',
  'TEA%M',
  'te_m',
  't\\m',
  'ﬁre',
  'FIRE',
  'İzmir',
  'straße',
  'Å',
  'Å',
  '😀',
  '￦',
  'é',
  'z',
];
const PARTS = ['t', 'TEAM', '%', '_', '\\', 'fi', 'i̇', 'SS', 'å', '😀', 'm', 'zz'];
const TYPES = ['messaging', 'team', 'livestream'] as const;

const seed = fc.record({
  type: fc.constantFrom(...TYPES),
  name: fc.option(fc.constantFrom(...NAMES), { nil: null }),
  frozen: fc.boolean(),
  createdAt: fc.nat(3),
  lastMessageAt: fc.option(fc.nat(3), { nil: null }),
  member: fc.boolean(),
  deleted: fc.constantFrom(false, false, false, true),
  restriction: fc.constantFrom('none', 'none', 'ban', 'ended ban', 'shadow_ban', 'mute'),
  read: fc.nat(3),
  messages: fc.array(
    fc.record({
      by: fc.constantFrom('me', 'other'),
      state: fc.constantFrom('plain', 'plain', 'deleted', 'shadowed', 'reply'),
    }),
    { maxLength: 4 },
  ),
});
type Seed = Parameters<Parameters<(typeof seed)['map']>[0]>[0];

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const question = fc.record({
  type: maybe(fc.constantFrom(...TYPES)),
  name: maybe(fc.constantFrom(...PARTS)),
  frozen: maybe(fc.boolean()),
  unread: maybe(fc.boolean()),
  sort: fc.constantFrom<ChannelSort>('lastMessage', 'created', 'name'),
  joined: fc.constantFrom(true, true, false),
  limit: fc.integer({ min: 1, max: 4 }),
});

const blankMessage = {
  ...{ text: 'Hello', attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}', reactions: '[]' },
  ...{ replyTo: null, threadCount: 0, lastReplyAt: null, pinnedAt: null, pinnedBy: null, editedAt: null },
};

async function plant(tx: Tx, projectId: string, id: string, it: Seed): Promise<void> {
  const key = { projectId, channelId: id };
  await insertChannel(tx, {
    ...{ projectId, id, type: it.type, name: it.name, custom: '{}', blockList: '[]', slowModeSeconds: 0 },
    ...{ frozen: it.frozen ? 1 : 0, memberCount: it.member ? 1 : 0, createdBy: null, version: 1 },
    ...{ createdAt: T0 + it.createdAt, updatedAt: T0, lastMessageAt: it.lastMessageAt && T0 + it.lastMessageAt },
  });
  if (it.deleted) await tx.updateTable('chatChannel').set({ deletedAt: T0 }).where('id', '=', id).execute();
  if (it.member) {
    await tx
      .insertInto('chatMember')
      .values({ ...key, userId: 'me', role: 'member', joinedAt: T0 })
      .execute();
  }
  await tx
    .insertInto('chatRead')
    .values({ ...key, userId: 'me', offset: it.read, readAt: T0 })
    .execute();
  if (it.restriction !== 'none') {
    const kind = it.restriction === 'ended ban' ? 'ban' : it.restriction;
    const expiresAt = it.restriction === 'ended ban' ? T0 : null;
    await tx
      .insertInto('chatRestriction')
      .values({ ...key, userId: 'me', kind: kind as 'ban', by: null, reason: null, createdAt: T0, expiresAt })
      .execute();
  }
  for (const [at, { by, state }] of it.messages.entries()) {
    await tx
      .insertInto('chatMessage')
      .values({
        ...{ ...key, ...blankMessage, id: `${id}-${at}`, userId: by, createdAt: T0, offset: at + 1, version: at + 1 },
        ...{ parentId: state === 'reply' ? 'parent' : '', deletedAt: state === 'deleted' ? T0 : null },
        shadowed: state === 'shadowed' ? 1 : 0,
      })
      .execute();
  }
}

const at = (ms: number) => new Date(T0 + ms).toISOString();

/** A planted channel as the protocol's filter and order look at it, for `me`. */
const listed = (id: string, it: Seed) => ({
  ...{ id, type: it.type, name: it.name, frozen: it.frozen, createdAt: at(it.createdAt) },
  lastMessageAt: it.lastMessageAt === null ? null : at(it.lastMessageAt),
  unreadCount: it.messages.filter(({ by, state }, n) => n >= it.read && by !== 'me' && state === 'plain').length,
});

const toQuery = (asked: Record<string, unknown>) =>
  new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, `${value}`]])),
  );

async function readAll(call: Call, query: URLSearchParams): Promise<ChatChannelView[]> {
  const all: ChatChannelView[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    if (cursor !== '') query.set('cursor', cursor);
    const { body }: { body: Page<ChatChannelView> } = await call('GET', `/v1/channels?${query}`);
    all.push(...body.data);
    cursor = body.next;
  }
  return all;
}

describe.each(ENGINES)('lists of channels on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let me: Call;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      me = await t.a.user('me');
    });
    afterAll(() => t.dispose());

    test('show what the protocol’s filter and order say, on pages that neither repeat nor skip', async () => {
      const property = fc.asyncProperty(
        fc.array(seed, { minLength: 1, maxLength: 12 }),
        fc.array(question, { minLength: 3, maxLength: 3 }),
        async (seeds, questions) => {
          await t.storage.transaction(async (tx) => {
            const tables = ['chatChannel', 'chatMember', 'chatRead', 'chatRestriction', 'chatMessage'] as const;
            for (const table of tables) await tx.deleteFrom(table).execute();
            for (const [n, one] of seeds.entries()) await plant(tx, t.a.id, `c${n}`, one);
          });
          const standing = seeds.map((it, n) => ({ it, view: listed(`c${n}`, it) })).filter(({ it }) => !it.deleted);
          for (const { sort, joined, limit, ...filter } of questions) {
            const query = () => toQuery({ ...filter, sort, joined, limit });
            const expected = standing
              .filter(({ it }) => it.restriction !== 'ban' && (joined ? it.member : it.type === 'livestream'))
              .map(({ view }) => view)
              .filter((view) => matchesChannel(filter as ChannelFilter, view))
              .sort(compareChannels(sort))
              .map(({ id, unreadCount }) => `${id}: ${unreadCount}`);
            const shown = (await readAll(me, query())).map(({ id, unreadCount }) => `${id}: ${unreadCount}`);
            expect(shown).toEqual(expected);
            const byServer = await readAll(t.a.server, toQuery({ ...filter, sort, joined, limit, userId: 'me' }));
            expect(byServer.map(({ id, unreadCount }) => `${id}: ${unreadCount}`)).toEqual(expected);
            const whole = standing
              .map(({ view }) => ({ ...view, unreadCount: 0 }))
              .filter((view) => joined || view.type === 'livestream')
              .filter((view) => matchesChannel(filter as ChannelFilter, view))
              .sort(compareChannels(sort));
            expect((await readAll(t.a.server, query())).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
          }
        },
      );
      await fc.assert(property, { numRuns: engine === 'memory' ? 60 : 20 });
    });

    test('are ordered by what was said last, whatever is listed in between', async () => {
      const create = (id: string) => me('POST', '/v1/channels', { body: { id, type: 'messaging' } });
      for (const id of ['first', 'second', 'third']) await create(id);
      await me('POST', '/v1/channels/first/messages', { body: { text: 'Hello' } });
      const { body } = await me<Page<ChatChannelView>>('GET', '/v1/channels?limit=2&type=messaging');
      expect(body.data[0]?.id).toBe('first');
      expect(body.data.map(activeAt)).toEqual(body.data.map(activeAt).sort().reverse());
      const other = await me('GET', `/v1/channels?limit=2&type=team&cursor=${body.next}`);
      expect(other.body).toMatchObject({ status: 400, code: 'invalid_cursor' });
      const others = await (await t.a.user('other'))('GET', `/v1/channels?limit=2&type=messaging&cursor=${body.next}`);
      expect(others.body).toMatchObject({ code: 'invalid_cursor' });
      const foreign = await (await t.b.user('me'))('GET', `/v1/channels?limit=2&type=messaging&cursor=${body.next}`);
      expect(foreign.body).toMatchObject({ code: 'invalid_cursor' });
    });
  });
});

test('a page takes as many statements for many channels as for one', async () => {
  const { storage } = await openTestStorage('memory');
  let statements = 0;
  const db: typeof storage.db = {
    selectFrom: ((table: 'chatChannel') => {
      statements++;
      return storage.db.selectFrom(table);
    }) as typeof storage.db.selectFrom,
  };
  const t = await createTestBackend('memory', { storage: { ...storage, db } });
  const me = await t.a.user('me');
  const counts: number[] = [];
  for (const some of [1, 30]) {
    for (let n = 0; n < some; n++) {
      const members = [{ userId: 'you' }, { userId: 'them' }];
      await me('POST', '/v1/channels', { body: { id: `c${some}-${n}`, type: 'messaging', members } });
      await me('POST', `/v1/channels/c${some}-${n}/messages`, { body: { text: 'Hello' } });
    }
    statements = 0;
    await me('GET', '/v1/channels?limit=100');
    counts.push(statements);
  }
  expect(counts[1]).toBe(counts[0]);
  await t.dispose();
});
