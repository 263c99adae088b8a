// ChatWindow with 10,000 messages in Chromium: mounting, older messages, scrolling. Beside it a bare virtua list of as many divs.
import { createMockServer } from '../packages/mock-server/dist/index.js';
import { openBenchPage } from './lib/bench-page.mjs';
import { benchmark } from './lib/benchmark.mjs';
import { median, percentiles } from './lib/stats.mjs';

const CHANNEL = 'general';
const WRITERS = 8;
const WORDS = ['pulse', 'of', 'the', 'sea', 'and', 'what', 'it', 'brings', 'ashore', 'again'];
const BARE = 'a `VList` of `div`s';

/** Writes a channel of so many messages of all lengths, by three people. */
async function fillServer(server, count) {
  const headers = {
    ...{ 'content-type': 'application/json', 'x-pulse-key': server.apiKey, 'x-pulse-secret': server.apiSecret },
  };
  const post = async (path, body) => {
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
  };
  const members = ['ada', 'bob', 'cleo'].map((userId) => ({ userId }));
  await post('/v1/channels', { id: CHANNEL, type: 'messaging', members, userId: 'bob' });
  let next = 0;
  const write = async () => {
    while (next < count) {
      const n = next++;
      const text = Array.from({ length: 2 + ((n * 7) % 40) }, (_, word) => WORDS[(n + word) % WORDS.length]).join(' ');
      await post(`/v1/channels/${CHANNEL}/messages`, { text, userId: members[n % 3].userId });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

await benchmark(async ({ quick, say }) => {
  const [count, mounts, prepends, frames] = quick ? [1_000, 3, 2, 60] : [10_000, 11, 7, 400];
  const server = await createMockServer({ fetchPage: null });
  await fillServer(server, count + 100 * (prepends + 1));
  say('the channel is written');
  const { page, close } = await openBenchPage();
  const call = (name, ...args) => page.evaluate(([name, args]) => window.bench[name](...args), [name, args]);
  const held = await call('fill', { apiKey: server.apiKey, baseUrl: server.url, count });
  say(`${held.toLocaleString('en')} messages are in the state`);

  const measured = { chat: { mounts: [] }, plain: { mounts: [] } };
  // In turns, so that both meet the same machine; the first of each only warms up.
  for (let n = 0; n <= mounts; n++) {
    for (const what of ['chat', 'plain']) {
      const ms = await call('mount', what);
      if (n > 0) measured[what].mounts.push(ms);
    }
  }
  for (const what of ['chat', 'plain']) {
    await call('mount', what);
    measured[what].frames = await call('scroll', what, frames);
    measured[what].prepends = [];
    for (let n = 0; n < prepends; n++) measured[what].prepends.push(await call('prepend', what));
  }
  await close();
  await server.close();

  const { chat, plain } = measured;
  const compare = (name, of, more = {}) => {
    return { name, value: of(chat), unit: 'ms', baseline: { name: BARE, value: of(plain) }, ...more };
  };
  const many = held.toLocaleString('en');
  return [
    compare(`\`ChatWindow\` with ${many} messages: mounted and painted`, (it) => median(it.mounts), {
      target: { value: 100 },
    }),
    compare('100 older messages: from the answer to the painted frame', (it) =>
      median(it.prepends.map(({ ms }) => ms)),
    ),
    {
      name: '100 older messages: what is seen moves by at most',
      value: Math.max(...chat.prepends.map(({ movedPx }) => movedPx)),
      unit: 'px',
      target: { value: 1 },
    },
    compare('scrolling 160 px a frame: a frame takes, p50', (it) => percentiles(it.frames).p50),
    compare('scrolling 160 px a frame: a frame takes, p95', (it) => percentiles(it.frames).p95),
    compare('scrolling 160 px a frame: a frame takes, p99', (it) => percentiles(it.frames).p99),
  ];
});
