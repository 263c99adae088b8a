import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadDb } from '../../storage/storage.js';
import { ENGINES, isSkipped, openTestStorage, type TestStorage } from '../../testing/engines.js';
import { queryPlans } from '../../testing/query-plans.js';
import { countPins, type MessageListOptions, readMessages } from './message-list-store.js';
import { findLastSentAt, type MessageRow } from './message-store.js';
import { type ReactionQuery, readReactions } from './reaction-store.js';

const PROJECT = 'p1';
const CHANNELS = 10;
const MESSAGES = 2_000;
const REACTIONS = 5_000;
const ROWS = 500;

const key = (n: number) => String(n).padStart(6, '0');
const messageOf = (channel: number, n: number): MessageRow => ({
  ...{ projectId: PROJECT, id: `m${channel}-${key(n)}`, channelId: `c${channel}`, userId: `u${n % 50}` },
  // One message in ten is in a thread, one in a hundred hidden, one in fifty pinned.
  ...{ parentId: n % 10 === 1 ? `m${channel}-${key(0)}` : '', offset: n, version: n, createdAt: n, replyTo: null },
  ...{ text: `message ${n}`, attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}', reactions: '[]' },
  ...{ threadCount: 0, lastReplyAt: null, pinnedAt: n % 50 === 0 ? n : null, pinnedBy: null, editedAt: null },
  ...{ deletedAt: null, shadowed: n % 100 === 2 ? 1 : 0 },
});

describe.each(ENGINES)('lists on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let { storage, dispose }: Partial<TestStorage> = {};
    beforeAll(async () => {
      ({ storage, dispose } = await openTestStorage(engine));
      await storage.transaction(async (tx) => {
        for (let channel = 0; channel < CHANNELS; channel++) {
          for (let n = 0; n < MESSAGES; n += ROWS) {
            const rows = Array.from({ length: ROWS }, (_, more) => messageOf(channel, n + more));
            await tx.insertInto('chatMessage').values(rows).execute();
          }
        }
        for (let n = 0; n < REACTIONS; n += ROWS) {
          const rows = Array.from({ length: ROWS }, (_, more) => ({
            ...{ projectId: PROJECT, messageId: `m${n % 2}`, userId: `u${n + more}` },
            ...{ kind: more % 2 ? 'like' : 'wow', createdAt: n + more },
          }));
          await tx.insertInto('chatReaction').values(rows).execute();
        }
        await tx.executeQuery(CompiledQuery.raw('analyze'));
      });
    }, 60_000);
    afterAll(() => dispose?.());

    /** How a statement is run, step by step. */
    async function plan(read: (db: ReadDb) => Promise<unknown>): Promise<string> {
      const plans = storage ? await queryPlans(storage, read) : [];
      expect(plans).toHaveLength(1);
      return plans[0] ?? '';
    }

    /** By index alone: nothing is scanned, nothing sorted. */
    const expectIndex = (steps: string, index: string) => {
      expect(steps).toContain(index);
      expect(steps).not.toMatch(/TEMP B-TREE|\bSort\b|Seq Scan|Bitmap|^SCAN/m);
    };
    /** Pages of the database that PostgreSQL touched. */
    const pages = (steps: string) =>
      [...(steps.split('\n').find((line) => line.includes('Buffers:')) ?? '').matchAll(/(?:hit|read)=(\d+)/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      );

    const messages: MessageListOptions = {
      ...{ projectId: PROJECT, channelId: 'c3', parentId: '', pinned: false, reader: 'u1', direction: 'older' },
      ...{ from: null, limit: 26 },
    };

    test.each([
      ['the newest', {}, 'chatMessage_list'],
      ['older ones', { from: { offset: 900, id: 'm' } }, 'chatMessage_list'],
      ['newer ones', { from: { offset: 900, id: 'm' }, direction: 'newer' as const }, 'chatMessage_list'],
      ['one and older ones', { from: { offset: 900, id: 'm3-000900' }, inclusive: true }, 'chatMessage_list'],
      ['all, for a moderator', { from: { offset: 900, id: 'm' }, reader: null }, 'chatMessage_list'],
      ['a thread', { parentId: 'm3-000000', from: { offset: 900, id: 'm' } }, 'chatMessage_list'],
      ['pinned ones', { pinned: true, from: { offset: 900, id: 'm' } }, 'chatMessage_pinned'],
    ])('messages are read by an index: %s', async (_, more, index) => {
      expectIndex(await plan((db) => readMessages(db, { ...messages, ...more })), index);
    });

    test('a page deep in the history costs what the first one costs', async () => {
      const [first, deep] = await Promise.all(
        [null, { offset: 100, id: 'm' }].map((from) => plan((db) => readMessages(db, { ...messages, from }))),
      );
      if (engine === 'postgres') expect(Math.abs(pages(deep ?? '') - pages(first ?? ''))).toBeLessThan(20);
      // SQLite tells what it looks the beginning up by.
      else expect(deep).toMatch(/\(projectId=\? AND channelId=\? AND parentId=\? AND \(offset,id\)<\(\?,\?\)\)/);
    });

    test.each([
      ['of all kinds', {}, 'chatReaction_by_time'],
      ['of one kind', { kind: 'like' }, 'chatReaction_by_kind'],
      ['older ones', { after: { createdAt: 900, userId: 'u', kind: 'like' } }, 'chatReaction_by_time'],
      [
        'older ones of one kind',
        { kind: 'like', after: { createdAt: 900, userId: 'u', kind: 'like' } },
        'chatReaction',
      ],
    ])('reactions are read by an index: %s', async (_, more, index) => {
      const query: ReactionQuery = { projectId: PROJECT, messageId: 'm0', after: null, limit: 26, ...more };
      expectIndex(await plan((db) => readReactions(db, query)), index);
    });

    test('the time of the last message and the number of pins are read by an index', async () => {
      const whose = { projectId: PROJECT, channelId: 'c3', userId: 'u7' };
      expectIndex(await plan((db) => findLastSentAt(db, whose)), 'chatMessage_by_user');
      expect(await plan((db) => countPins(db, { projectId: PROJECT, channelId: 'c3', shadowed: 0 }))).toContain(
        'chatMessage_pinned',
      );
    });
  });
});
