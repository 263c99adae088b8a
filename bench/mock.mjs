// The backend behind MSW in a test's process: from nothing to the first answer, and back to the start.
import { DatabaseSync } from 'node:sqlite';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { pulseHandlers } from '../packages/mock-server/dist/msw.js';
import { benchmark } from './lib/benchmark.mjs';
import { percentiles } from './lib/stats.mjs';
import { timed } from './lib/time.mjs';

const BASE_URL = 'http://localhost:8081';
const FEED = `${BASE_URL}/v1/feeds/user:maya`;
const WARM_UP = 50;
const TARGETS = { first: { p50: { value: 5 } }, reset: { p50: { value: 2 } } };

async function read(headers) {
  const response = await fetch(FEED, { headers });
  const page = await response.json();
  if (page.data?.length !== 0) throw new Error(`The feed was answered with ${response.status}: ${page.detail}`);
}

/** The median and the 95th percentile of what the last `count` of runs took. */
async function measure(count, run) {
  const times = [];
  for (let n = -WARM_UP; n < count; n++) {
    const ms = await run();
    if (n >= 0) times.push(ms);
  }
  return percentiles(times);
}

await benchmark(async ({ quick, say }) => {
  const count = quick ? 50 : 500;
  const server = setupServer();
  server.listen({ onUnhandledFrame: 'error' });

  const first = await measure(count, async () => {
    let pulse;
    const { ms } = await timed(async () => {
      pulse = pulseHandlers({ baseUrl: BASE_URL });
      server.resetHandlers(...pulse);
      await read({ 'x-pulse-key': pulse.apiKey, 'x-pulse-secret': pulse.apiSecret });
    });
    await pulse.close();
    return ms;
  });
  say(`first answer: ${first.p50.toFixed(2)} ms`);
  const bareFirst = await measure(count, async () => {
    const { ms } = await timed(async () => {
      server.resetHandlers(http.get(FEED, () => HttpResponse.json({ data: [], next: null })));
      await read({});
    });
    return ms;
  });

  const pulse = pulseHandlers({ baseUrl: BASE_URL });
  server.resetHandlers(...pulse);
  const headers = { 'x-pulse-key': pulse.apiKey, 'x-pulse-secret': pulse.apiSecret };
  const activity = JSON.stringify({ actor: 'user:maya', verb: 'post', object: 'note:1' });
  const reset = await measure(count, async () => {
    const call = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: activity };
    await (await fetch(`${FEED}/activities`, call)).text();
    const { ms } = await timed(() => pulse.reset());
    await read(headers);
    return ms;
  });
  say(`reset: ${reset.p50.toFixed(2)} ms`);
  const bareOpen = await measure(count, async () => {
    const { ms } = await timed(async () => {
      const database = new DatabaseSync(':memory:');
      database.exec('create table t (a)');
      database.close();
    });
    return ms;
  });
  await pulse.close();
  server.close();

  const compare = (name, measured, baseline, bare, targets) =>
    ['p50', 'p95'].map((p) => ({
      name: `${name}, ${p}`,
      value: measured[p],
      unit: 'ms',
      baseline: { name: baseline, value: bare[p] },
      target: targets[p],
    }));
  return [
    ...compare('fresh `pulseHandlers()` to the first answer', first, 'bare MSW handler', bareFirst, TARGETS.first),
    ...compare('`reset()`', reset, 'bare `node:sqlite`', bareOpen, TARGETS.reset),
  ];
});
