// A channel with 100,000 messages in the store, on each engine, against the bare driver that runs the same SQL: pages of
// it, what is unread, and search.
import { benchmark } from './lib/benchmark.mjs';
import { captureQueries } from './lib/capture-query.mjs';
import { seedChannels } from './lib/chat-data.mjs';
import { ENGINES } from './lib/engines.mjs';
import { serverSource } from './lib/packages.mjs';
import { percentiles } from './lib/stats.mjs';
import { timed } from './lib/time.mjs';

const PAGE = 25;
const MESSAGES = 100_000;
const OTHERS = 49;
const EACH = 2_000;
const WARM_UP = 20;

const { readMessages } = await serverSource('chat/messages/message-list-store.ts');
const { readUnread } = await serverSource('chat/read/unread-store.ts');
const { toSearchRow } = await serverSource('chat/search/search-store.ts');
const { searchSqlite } = await serverSource('chat/search/search-sqlite.ts');
const { searchPostgres } = await serverSource('chat/search/search-postgres.ts');
const { toQueryWords } = await serverSource('chat/search/words.ts');

const SEARCH = { sqlite: searchSqlite, postgres: searchPostgres };
/** What is searched for, with what it stands for. */
const QUERIES = [
  ['a word of 10 messages', 'zeppelin'],
  ['a word of one in 100', 'middling'],
  ['a word of three in five', 'common'],
  ['a beginning of most words', 'w'],
  ['two words that most have', 'common w1'],
  ['a word that none has had for long', 'bygone'],
];

/** What is measured, each as a function of a database. */
function casesOf(engine, { projectId, userId, channelIds, placeOf }, messages) {
  const list = { projectId, channelId: 'big', parentId: '', pinned: false, reader: userId };
  const older = (from, limit, inclusive = false) => ({ ...list, direction: 'older', from, inclusive, limit });
  const deep = placeOf(messages * 0.1);
  const middle = placeOf(messages * 0.5);
  const search = (q, where) => (db) =>
    SEARCH[engine.storage.engine](db, {
      ...{ projectId, query: toQueryWords(q), channelIds: where, from: undefined, reader: userId, moderated: [] },
      ...{ before: Number.MAX_SAFE_INTEGER, limit: PAGE + 1 },
    });
  return [
    // One more than a page, as the server reads to know whether another follows.
    [`first page of ${PAGE}`, (db) => readMessages(db, older(null, PAGE + 1))],
    [`page behind ${(messages * 0.9).toLocaleString('en')}`, (db) => readMessages(db, older(deep, PAGE + 1))],
    [
      `${PAGE} around a message`,
      async (db) => [
        ...(await readMessages(db, older(middle, Math.ceil(PAGE / 2) + 1, true))),
        ...(await readMessages(db, { ...older(middle, Math.floor(PAGE / 2) + 1), direction: 'newer' })),
      ],
    ],
    ['unread of one channel', (db) => readUnread(db, { projectId, userId, channelIds: ['big'] })],
    [`unread of ${channelIds.length} channels`, (db) => readUnread(db, { projectId, userId, channelIds })],
    ...QUERIES.flatMap(([what, q]) => [
      [`search one channel for ${what}`, search(q, ['big'])],
      [`search ${channelIds.length} channels for ${what}`, search(q, channelIds)],
    ]),
  ];
}

/** Times the store and the bare driver in turns. */
async function measure(engine, run, iterations) {
  const queries = (await captureQueries(engine.storage.db, run)).map((query) => engine.prepare(query));
  const fromDriver = async () => {
    for (const query of queries) await query();
  };
  const times = { store: [], driver: [] };
  for (let n = -WARM_UP; n < iterations; n++) {
    const measured = { store: (await timed(() => run(engine.storage.db))).ms, driver: (await timed(fromDriver)).ms };
    if (n < 0) continue;
    times.store.push(measured.store);
    times.driver.push(measured.driver);
  }
  return { store: percentiles(times.store), driver: percentiles(times.driver) };
}

async function measureEngine(name, open, { quick, say }) {
  const engine = await open();
  const messages = quick ? MESSAGES / 10 : MESSAGES;
  const each = quick ? EACH / 10 : EACH;
  const seeded = await timed(() => seedChannels(engine.storage, { messages, others: OTHERS, each, toSearchRow }));
  say(
    `${name}: ${(messages + OTHERS * each).toLocaleString('en')} messages written in ${(seeded.ms / 1000).toFixed(1)} s`,
  );
  await engine.settle();
  const figures = [];
  for (const [what, run] of casesOf(engine, seeded.value, messages)) {
    const { store, driver } = await measure(engine, run, quick ? 20 : 200);
    say(`${name}, ${what}: p50 ${store.p50.toFixed(2)} ms, p95 ${store.p95.toFixed(2)} ms`);
    for (const p of ['p50', 'p95']) {
      const baseline = { name: 'bare driver, same SQL', value: driver[p] };
      figures.push({ name: `${name}, ${what}, ${p}`, value: store[p], unit: 'ms', baseline });
    }
  }
  await engine.close();
  return figures;
}

await benchmark(async (run) => {
  const figures = [];
  for (const [name, open] of Object.entries(ENGINES)) {
    try {
      figures.push(...(await measureEngine(name, open, run)));
    } catch (error) {
      if (error.name !== 'PostgresNotInstalledError') throw error;
      figures.push({ name, skipped: 'it is not installed' });
    }
  }
  return figures;
});
