// One channel to 2,000 sockets at ten messages a second, against `ws` alone with as many sockets, messages and bytes.
// Both servers hold their sockets all the time and are measured in turns, so that the machine treats them alike.
import { benchmark } from './lib/benchmark.mjs';
import { openFileLimit } from './lib/machine.mjs';
import { percentiles, sum } from './lib/stats.mjs';
import { delay, paced } from './lib/time.mjs';
import { startWorker } from './lib/worker.mjs';
import { broadcast, createConnects, post } from './load/publish.mjs';

const SOCKETS = 2_000;
const PER_SECOND = 10;
const FEED = 'user:star';
/** Files that a process needs beside its sockets. */
const SPARE_FILES = 200;
/** What has not arrived by then counts as lost. */
const GRACE_MS = 5_000;
/** Presence and history of so many newcomers are dealt with by then. */
const SETTLE_MS = 1_000;

/** Starts a server and answers it with its address and the rounds to come. */
async function startSide(crowd, module) {
  const server = startWorker(module);
  return { crowd, server, address: await server.call('start'), rounds: [] };
}

/** Opens a server's sockets and answers the memory that each takes in the server, in KB. */
async function fill(load, { crowd, server, address }, { path, channel, connects }) {
  const before = await server.call('residentKb');
  const url = address.url.replace('http', 'ws') + path;
  await load.call('open', { crowd, url, channel, connects });
  await delay(SETTLE_MS);
  return ((await server.call('residentKb')) - before) / connects.length;
}

/** Sends for some seconds and answers what arrived and what it cost the server. */
async function round(load, { crowd, server, send }, { sockets, seconds }) {
  const messages = seconds * PER_SECOND;
  const expected = messages * sockets;
  const before = await server.call('cpuMs');
  await paced(messages, PER_SECOND, send);
  const deadline = performance.now() + GRACE_MS;
  while ((await load.call('received', crowd)) < expected && performance.now() < deadline) await delay(50);
  const cpuMs = (await server.call('cpuMs')) - before;
  return { ...(await load.call('take', crowd)), expected, cpuMs };
}

function summarize({ crowd, rounds }) {
  if (!rounds.every(({ inOrder }) => inOrder))
    throw new Error(`${crowd}: a socket saw a hole, a repeat or a wrong order.`);
  const delivered = sum(rounds.map(({ latencies }) => latencies.length));
  return {
    ...percentiles(rounds.flatMap(({ latencies }) => [...latencies])),
    open: rounds.at(-1).open,
    percent: (100 * delivered) / sum(rounds.map(({ expected }) => expected)),
    cpuMicros: (1000 * sum(rounds.map(({ cpuMs }) => cpuMs))) / delivered,
  };
}

/** The figures, each against the same of the bare server. */
function compare(pulse, bare, frame) {
  const what = `${Math.min(pulse.open, bare.open).toLocaleString('en')} sockets, ${PER_SECOND} messages/s`;
  const figure = (name, key, unit, target) => ({
    ...{ name, value: pulse[key], unit, target },
    baseline: { name: 'bare `ws`', value: bare[key] },
  });
  return [
    figure(`${what}: delivered in order`, 'percent', '%', { least: 100 }),
    figure(`${what}: latency p50`, 'p50', 'ms'),
    figure(`${what}: latency p95`, 'p95', 'ms', { value: 100 }),
    figure(`server CPU a delivery (frames of ${frame.length} bytes)`, 'cpuMicros', 'µs', { ratio: 1.3 }),
    figure('server memory a socket', 'kbPerSocket', 'KB'),
  ];
}

await benchmark(async ({ quick, say }) => {
  // The load holds the sockets of both servers.
  const limit = openFileLimit();
  const sockets = Math.min(quick ? 200 : SOCKETS, Math.floor((limit - SPARE_FILES) / 2));
  const [rounds, seconds] = quick ? [2, 2] : [4, 8];
  const load = startWorker(new URL('load/subscribers.mjs', import.meta.url));
  const pulse = await startSide('pulse', new URL('servers/pulse.mjs', import.meta.url));
  const bare = await startSide('bare', new URL('servers/bare-ws.mjs', import.meta.url));

  const connects = await createConnects(pulse.address, sockets);
  const nothing = connects.map(() => undefined);
  pulse.kbPerSocket = await fill(load, pulse, { path: '/v1/realtime', channel: `feed:${FEED}`, connects });
  bare.kbPerSocket = await fill(load, bare, { path: '', connects: nothing });
  say(`${sockets} sockets are open on each server; a process may have ${limit} files open`);

  await post(pulse.address, FEED);
  await delay(SETTLE_MS);
  const { frame } = await load.call('take', 'pulse');
  let offset = 0;
  bare.send = () => broadcast(bare.address, frame, ++offset);
  pulse.send = () => post(pulse.address, FEED);
  for (const side of [bare, pulse]) await round(load, side, { sockets, seconds: 1 });
  for (let n = 1; n <= rounds; n++) {
    for (const side of [bare, pulse]) side.rounds.push(await round(load, side, { sockets, seconds }));
    say(`round ${n} of ${rounds} is done`);
  }
  await Promise.all([load.stop(), pulse.server.stop(), bare.server.stop()]);

  const [measured, baseline] = [pulse, bare].map((side) => ({ ...summarize(side), kbPerSocket: side.kbPerSocket }));
  return compare(measured, baseline, frame);
});
