import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../storage/storage.js';
import { ENGINES, isSkipped, openTestStorage, type TestStorage } from '../../testing/engines.js';
import type { SearchOptions } from './search-options.js';
import { searchPostgres } from './search-postgres.js';
import { searchSqlite } from './search-sqlite.js';
import { indexMessage } from './search-store.js';
import { toQueryWords, toWords } from './words.js';

const CHANNELS = ['a', 'A', 'b', 'gone'];
const USERS = ['u1', 'U1', 'u-2', 'u_2'];

/** Few words that begin alike, in several scripts, between what is none. */
const word = fc.oneof(
  fc.constantFrom(
    'cat',
    'Cats',
    'CATALOGUE',
    'ca',
    'dog',
    'dö',
    'do',
    'Straße',
    'strasse',
    '東京',
    '京',
    'שלום',
    'שָׁל',
    '🎉',
  ),
  fc.constantFrom(
    'и',
    'Й',
    'café',
    'cafe\u0301s',
    'or',
    'NOT',
    '100%',
    "it's",
    '_c_a',
    '"',
    '*',
    ':*',
    '&',
    '\\',
    'a:b',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
);
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const channelId = fc.constantFrom(...CHANNELS);
const userId = fc.constantFrom(...USERS);
const message = fc.record({ channelId, userId, text, shadowed: fc.constantFrom(0, 0, 0, 1) });
const change = fc.record({ at: fc.nat(), text: fc.option(text, { nil: null }) });
const channels = fc.uniqueArray(channelId, { minLength: 1 });
const query = fc.record({
  q: text,
  channelIds: fc.option(channels, { nil: null }),
  from: fc.option(userId, { nil: undefined }),
  reader: fc.option(userId, { nil: null }),
  moderated: fc.option(fc.uniqueArray(channelId), { nil: null }),
  limit: fc.integer({ min: 1, max: 4 }),
});

describe.each(ENGINES.filter((engine) => engine !== 'disk'))('search on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let opened: TestStorage;
    let projects = 0;
    beforeAll(async () => {
      opened = await openTestStorage(engine);
    });
    afterAll(() => opened.dispose());

    async function createChannels(tx: Tx, projectId: string) {
      const rows = CHANNELS.map((id) => ({
        ...{ projectId, id, type: 'team' as const, name: null, nameKey: '', custom: '{}', slowModeSeconds: 0 },
        ...{ frozen: 0, blockList: '[]', memberCount: 0, createdBy: null, createdAt: 0, updatedAt: 0 },
        ...{ lastMessageAt: null, activeAt: 0, version: 0, deletedAt: id === 'gone' ? 1 : null, purgedAt: null },
      }));
      await tx.insertInto('chatChannel').values(rows).execute();
    }

    /** All pages, one after another. PostgreSQL is to walk through few, so that its index is asked as well. */
    async function searchAll(options: Omit<SearchOptions, 'before'>): Promise<string[]> {
      const found: string[] = [];
      for (let before = Number.MAX_SAFE_INTEGER; ; ) {
        const page = { ...options, before };
        const { db } = opened.storage;
        const hits = engine === 'postgres' ? await searchPostgres(db, page, 2) : await searchSqlite(db, page);
        found.push(...hits.map(({ messageId }) => messageId));
        const last = hits.at(-1);
        if (!last || hits.length < options.limit) return found;
        before = last.seq;
      }
    }

    test('finds what looking at every message finds, whatever is sent, edited and deleted', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(message, { maxLength: 25 }),
          fc.array(change, { maxLength: 6 }),
          fc.array(query, { minLength: 1, maxLength: 4 }),
          async (messages, changes, queries) => {
            const projectId = `Project-${++projects}`;
            const rows = messages.map((one, n) => ({ ...one, projectId, id: `${projectId}-${n}`, deleted: false }));
            await opened.storage.transaction(async (tx) => {
              await createChannels(tx, projectId);
              for (const row of rows) await indexMessage(tx, row);
              for (const { at, text: next } of changes) {
                const row = rows[at % Math.max(1, rows.length)];
                if (!row || row.deleted) continue;
                row.deleted = next === null;
                row.text = next ?? row.text;
                if (row.deleted) await tx.deleteFrom('chatSearch').where('messageId', '=', row.id).execute();
                else await indexMessage(tx, row);
              }
            });
            for (const { q, ...options } of queries) {
              const wanted = toQueryWords(q);
              if (!wanted) continue;
              const { channelIds, from, reader, moderated } = options;
              const expected = rows.filter((row) => {
                const words = toWords(row.text);
                return (
                  !row.deleted &&
                  wanted.words.every((one) => words.includes(one)) &&
                  words.some((one) => one.startsWith(wanted.prefix)) &&
                  (channelIds ? channelIds.includes(row.channelId) : row.channelId !== 'gone') &&
                  (from === undefined || row.userId === from) &&
                  (!row.shadowed || row.userId === reader || !moderated || moderated.includes(row.channelId))
                );
              });
              const found = await searchAll({ projectId, query: wanted, ...options });
              expect({ q, options, found }).toEqual({ q, options, found: expected.map(({ id }) => id).reverse() });
            }
          },
        ),
        { numRuns: engine === 'memory' ? 150 : 40 },
      );
    });
  });
});
