// Presence in each store: the memory of many users, the cost of a heartbeat, and how soon a change is seen.
import { benchmark } from './lib/benchmark.mjs';
import { median, percentiles } from './lib/stats.mjs';
import { startWorker } from './lib/worker.mjs';

const USERS = 100_000;
const WATCHERS = 10_000;
const ROUNDS = 5;
const CHANGES = 500;
const MB = 1e6;
/** Changes of presence are gathered for so long before they go out. */
const WINDOW = { name: 'the 50 ms for which changes are gathered', value: 50 };

const STORE = new URL('./load/presence-store.mjs', import.meta.url);
const WATCHERS_URL = new URL('./load/presence-watchers.mjs', import.meta.url);

async function measureStore(name, { quick, say }) {
  const store = startWorker(STORE);
  const count = quick ? USERS / 10 : USERS;
  const { bytes, baseline } = await store.call('open', { name, count });
  const rounds = [];
  for (let n = 0; n < (quick ? 1 : ROUNDS); n++) rounds.push(await store.call('renew'));
  await store.call('close');
  await store.stop();
  say(`${name}: ${(bytes / MB).toFixed(1)} MB, a heartbeat ${median(rounds.map(({ pulse }) => pulse)).toFixed(1)} µs`);
  const users = count.toLocaleString('en');
  return [
    { name: `${name}: ${users} users with a lease each`, value: bytes / MB, unit: 'MB', target: { value: 60 } },
    {
      name: `${name}: a heartbeat among ${users} users`,
      value: median(rounds.map(({ pulse }) => pulse)),
      unit: 'µs',
      baseline: { name: baseline, value: median(rounds.map(({ bare }) => bare)) },
    },
  ];
}

async function measureWatchers(name, { quick, say }) {
  const watchers = startWorker(WATCHERS_URL);
  const count = quick ? WATCHERS / 10 : WATCHERS;
  const { projectId } = await watchers.call('open', { name, count });
  const times = percentiles(await watchers.call('change', { projectId, changes: quick ? CHANGES / 10 : CHANGES }));
  await watchers.call('close');
  await watchers.stop();
  say(`${name}: a change reaches a watcher after ${times.p50.toFixed(1)} ms (p50), ${times.p95.toFixed(1)} ms (p95)`);
  return ['p50', 'p95', 'p99'].map((p) => ({
    name: `${name}: ${count.toLocaleString('en')} sockets that watch 20 users each, until a change is seen, ${p}`,
    value: times[p],
    unit: 'ms',
    baseline: WINDOW,
    target: { value: 250 },
  }));
}

await benchmark(async (run) => {
  const figures = [];
  for (const name of ['memory', 'Redis']) {
    figures.push(...(await measureStore(name, run)), ...(await measureWatchers(name, run)));
  }
  return figures;
});
