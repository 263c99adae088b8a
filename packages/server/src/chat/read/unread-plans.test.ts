import { LIMITS } from '@pulse-io/protocol';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped, openTestStorage, type TestStorage } from '../../testing/engines.js';
import { queryPlans } from '../../testing/query-plans.js';
import { readUnread } from './unread-store.js';

const UNREAD = 5 * LIMITS.unreadMax;
const ROWS = 500;
const CHANNELS = ['c1', 'c2', 'c3'];

describe.each(ENGINES)('unread counts on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let opened: TestStorage;
    beforeAll(async () => {
      opened = await openTestStorage(engine);
      await opened.storage.transaction(async (tx) => {
        for (const channelId of CHANNELS) {
          await tx
            .insertInto('chatChannel')
            .values({
              ...{ projectId: 'p', id: channelId, type: 'team', name: null, nameKey: '', custom: '{}' },
              ...{ slowModeSeconds: 0, frozen: 0, blockList: '[]', memberCount: 1, createdBy: null, createdAt: 0 },
              ...{ updatedAt: 0, lastMessageAt: null, activeAt: 0, version: 1, deletedAt: null, purgedAt: null },
            })
            .execute();
          await tx
            .insertInto('channel')
            .values({ projectId: 'p', channel: `chat:${channelId}`, offset: UNREAD })
            .execute();
          await tx
            .insertInto('chatRead')
            .values({ projectId: 'p', channelId, userId: 'u', offset: 0, readAt: 7 })
            .execute();
          for (let first = 0; first < UNREAD; first += ROWS) {
            const rows = Array.from({ length: ROWS }, (_, more) => messageOf(channelId, first + more));
            await tx.insertInto('chatMessage').values(rows).execute();
          }
        }
        await tx.executeQuery(CompiledQuery.raw('analyze'));
      });
    }, 60_000);
    afterAll(() => opened.dispose());

    const messageOf = (channelId: string, n: number) => ({
      ...{ projectId: 'p', id: `${channelId}-${n}`, channelId, parentId: '', offset: n + 1, version: n + 1 },
      ...{ userId: `u${n % 20}`, text: 'text', attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}' },
      ...{ reactions: '[]', replyTo: null, threadCount: 0, lastReplyAt: null, pinnedAt: null, pinnedBy: null },
      ...{ createdAt: n, editedAt: null, deletedAt: null, shadowed: 0 },
    });
    const query = { projectId: 'p', userId: 'u', channelIds: CHANNELS };

    test('end at their limit, in one statement for all channels', async () => {
      const unread = await readUnread(opened.storage.db, query);
      expect([...unread.keys()].sort()).toEqual(CHANNELS);
      expect(unread.get('c2')).toEqual({
        ...{ offset: UNREAD, readOffset: 0, readAt: 7, unreadCount: LIMITS.unreadMax, unreadMentions: 0 },
      });
      expect(await readUnread(opened.storage.db, { ...query, channelIds: [] })).toEqual(new Map());
      const stranger = await readUnread(opened.storage.db, { ...query, userId: 'v' });
      expect(stranger.get('c1')).toMatchObject({ unreadCount: 0, readOffset: null, readAt: null });
    });

    test('read no row of a message, and no more of the index than they count', async () => {
      const [plan = '', ...more] = await queryPlans(opened.storage, (db) => readUnread(db, query));
      expect(more).toEqual([]);
      if (engine !== 'postgres') {
        expect(plan).toMatch(
          /SEARCH m USING COVERING INDEX chatMessage_list \(projectId=\? AND channelId=\? AND parentId=\? AND offset>\?\)/,
        );
        expect(plan).not.toMatch(/SCAN (?!unread|mentioned)|TEMP B-TREE/);
        return;
      }
      expect(plan).not.toContain('Seq Scan on "chatMessage"');
      const scan = plan.split('\n').find((line) => line.includes('Index Only Scan using "chatMessage_list"')) ?? '';
      expect(scan).toMatch(/actual rows=1000(\.00)? loops=3/);
    });
  });
});
