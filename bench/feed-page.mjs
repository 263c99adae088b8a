// Pages of a timeline in the store, on each engine, against the bare driver that runs the same SQL.
import { benchmark } from './lib/benchmark.mjs';
import { captureQuery } from './lib/capture-query.mjs';
import { ENGINES } from './lib/engines.mjs';
import { seedTimeline } from './lib/feed-data.mjs';
import { serverSource } from './lib/packages.mjs';
import { percentiles } from './lib/stats.mjs';
import { timed } from './lib/time.mjs';

const PAGE = 25;
const FOLLOWS = 50;
const ITEMS = 20_000;
const WARM_UP = 200;
const TARGET = { p50: { value: 2 }, p95: { value: 5 } };

const { listFeedItems } = await serverSource('feeds/feed-item-store.ts');

/** Times the store and the bare driver in turns. */
async function measurePage(engine, { projectId, feed }, after, iterations) {
  // One more than a page, as the server reads to know whether another follows.
  const limit = PAGE + 1;
  const fromStore = (db = engine.storage.db) => listFeedItems(db, { projectId, feed, after, limit });
  const fromDriver = engine.prepare(await captureQuery(engine.storage.db, fromStore));
  const [store, driver] = [await fromStore(), await fromDriver()];
  if (store.length !== limit || store.some(({ id }, i) => id !== driver[i].id)) {
    throw new Error('The store and the bare driver read different pages.');
  }
  const times = { store: [], driver: [] };
  for (let n = -WARM_UP; n < iterations; n++) {
    const measured = { store: (await timed(() => fromStore())).ms, driver: (await timed(fromDriver)).ms };
    if (n < 0) continue;
    times.store.push(measured.store);
    times.driver.push(measured.driver);
  }
  return { store: percentiles(times.store), driver: percentiles(times.driver) };
}

async function measureEngine(name, open, { quick, say }) {
  const engine = await open();
  const timeline = await seedTimeline(engine.storage, { follows: FOLLOWS, items: quick ? ITEMS / 10 : ITEMS });
  await engine.settle();
  const deep = quick ? (ITEMS / 10) * 0.75 : ITEMS * 0.75;
  const pages = [
    [`first page of ${PAGE}`, null, TARGET],
    [`page behind ${deep.toLocaleString('en')} items`, timeline.positionAfter(deep), {}],
  ];
  const figures = [];
  for (const [page, after, target] of pages) {
    const { store, driver } = await measurePage(engine, timeline, after, quick ? 200 : 3_000);
    say(`${name}, ${page}: p50 ${store.p50.toFixed(3)} ms, p95 ${store.p95.toFixed(3)} ms`);
    for (const p of ['p50', 'p95']) {
      const baseline = { name: 'bare driver, same SQL', value: driver[p] };
      figures.push({ name: `${name}, ${page}, ${p}`, value: store[p], unit: 'ms', baseline, target: target[p] });
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
      figures.push({ name: `${name}, first page of ${PAGE}`, skipped: 'it is not installed' });
    }
  }
  return figures;
});
