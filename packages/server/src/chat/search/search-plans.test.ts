import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped, openTestStorage, type TestStorage } from '../../testing/engines.js';
import { queryPlans } from '../../testing/query-plans.js';
import { readOpenChannels } from './open-channel-store.js';
import type { SearchOptions } from './search-options.js';
import { searchPostgres } from './search-postgres.js';
import { searchSqlite } from './search-sqlite.js';
import { toSearchRow } from './search-store.js';

const MESSAGES = 20_000;
const CHANNELS = 20;
const ROWS = 1_000;

describe.each(ENGINES)('search on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let opened: TestStorage;
    beforeAll(async () => {
      opened = await openTestStorage(engine);
      await opened.storage.transaction(async (tx) => {
        for (let first = 0; first < MESSAGES; first += ROWS) {
          const rows = Array.from({ length: ROWS }, (_, more) => messageOf(first + more)).map(toSearchRow);
          await tx.insertInto('chatSearch').values(rows).execute();
        }
        const members = Array.from({ length: 5_000 }, (_, n) => ({
          projectId: 'p',
          channelId: `c${n % 500}`,
          userId: `u${n % 997}`,
        }));
        for (let first = 0; first < members.length; first += ROWS) {
          const rows = members
            .slice(first, first + ROWS)
            .map((one) => ({ ...one, role: 'member' as const, joinedAt: 0 }));
          await tx.insertInto('chatMember').values(rows).execute();
        }
        await tx.executeQuery(CompiledQuery.raw('analyze'));
      });
    }, 60_000);
    afterAll(() => opened.dispose());

    /** Every other message has one word, one in a thousand another; half of them are of one channel. */
    const messageOf = (n: number) => ({
      ...{
        projectId: 'p',
        id: `m${n}`,
        channelId: n % 2 ? 'big' : `c${n % CHANNELS}`,
        userId: `u${n % 30}`,
        shadowed: 0,
      },
      text: `w${n % 997} x${n % 499} ${n % 4 < 2 ? 'common' : ''} ${n % 1_000 === 1 ? 'rare' : ''}`,
    });
    const search = engine === 'postgres' ? searchPostgres : searchSqlite;
    const options = (more: Partial<SearchOptions>): SearchOptions => ({
      ...{ projectId: 'p', query: { words: [], prefix: 'common' }, channelIds: ['big'], from: undefined, reader: 'u1' },
      ...{ moderated: [], before: Number.MAX_SAFE_INTEGER, limit: 26, ...more },
    });
    const many = Array.from({ length: CHANNELS }, (_, n) => `c${n}`);
    const common = { words: [], prefix: 'common' };
    const rare = { words: ['common'], prefix: 'rare' };

    test.each([
      ['a common word in one channel', { query: common }, 1],
      ['a rare word in one channel', { query: rare }, 2],
      ['a common word in many channels', { query: common, channelIds: many }, 1],
      ['a rare word in many channels', { query: rare, channelIds: [...many, 'big'] }, 2],
      ['a common word in the project', { query: common, channelIds: [...many, 'big', ...Array(100).fill('x')] }, 1],
      ['a rare word of one user', { query: rare, from: 'u1' }, 2],
      ['a rare word behind a page', { query: rare, before: MESSAGES / 2 }, 2],
    ] as const)('goes through an index: %s', async (_, more, statements) => {
      const plans = await queryPlans(opened.storage, (db) => search(db, options(more as Partial<SearchOptions>)));
      if (engine === 'postgres') {
        expect(plans).toHaveLength(statements);
        expect(plans[0]).toMatch(/Index Scan .*"?(chatSearch_by_channel|chatSearch_by_project)/);
        if (statements > 1) expect(plans[1]).toContain('chatSearch_words');
        for (const plan of plans) expect(plan).not.toContain('Seq Scan on "chatSearch"');
      } else {
        expect(plans).toHaveLength(1);
        expect(plans[0]).toMatch(/SCAN w VIRTUAL TABLE INDEX .*M\d/);
        expect(plans[0]).toContain('SEARCH s USING INTEGER PRIMARY KEY');
        // The page is sorted again, 26 rows; what is found comes in its order.
        expect(plans[0]?.match(/TEMP B-TREE/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }
    });

    test('whose channels are searched is read by an index', async () => {
      const whose = { projectId: 'p', userId: 'u1', now: 0 };
      const [plan = ''] = await queryPlans(opened.storage, (db) => readOpenChannels(db, whose));
      expect(plan).toContain('chatMember_by_user');
      expect(plan).not.toMatch(/^SCAN/m);
    });
  });
});
