// A server full of real clients is killed in mid-write and comes back at once on the same folder: how long it takes until
// every client has everything again, and whether anything is lost or twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchmark } from './lib/benchmark.mjs';
import { callPulse } from './lib/call.mjs';
import { onExit } from './lib/cleanup.mjs';
import { openFileLimit, residentMb } from './lib/machine.mjs';
import { percentiles, sum } from './lib/stats.mjs';
import { tempFolder } from './lib/temp-folder.mjs';
import { delay } from './lib/time.mjs';
import { startWorker } from './lib/worker.mjs';
import { createConnects } from './load/publish.mjs';

const CLI = fileURLToPath(new URL('../packages/mock-server/dist/cli.js', import.meta.url));
const SIZES = [1_000, 2_000];
const PROCESSES = 4;
const FEEDS = Array.from({ length: 10 }, (_, n) => `user:star-${n}`);
/** Writes that are under way at a time, so that the kill comes in the middle of some. */
const WRITERS = 8;
const WRITES = { before: 40, after: 40 };
/** Files that the server needs beside its sockets. */
const SPARE_FILES = 200;
const LOOK_EVERY_MS = 100;
/** Who has not recovered by then never will. */
const PATIENCE_MS = 60_000;
/** Ticks a second of the times in /proc (Linux: always 100 to user space). */
const TICK_MS = 10;

const credentials = { apiKey: 'pulse_key_dev', apiSecret: 'pulse_secret_dev' };

/** CPU time of any process so far, in ms; not a number where the system has no /proc. */
function cpuMsOf(pid) {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Starts the server's command; answers once it listens. */
async function startServer(folder, port) {
  const args = [CLI, '--port', String(port), '--data', folder, '--quiet'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const calledOff = onExit(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit').then(calledOff);
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (/listening on http:\S+\s/.test(printed)) break;
  }
  child.stdout.resume();
  const url = /listening on (http:\S+)/.exec(printed)?.[1];
  if (url === undefined) throw new Error('The server ended before it listened.');
  return { url, child, exited };
}

/** Adds activities to all feeds in turn until `count` are acknowledged; a call that fails acknowledges nothing. */
async function write(url, count, acknowledged, onEach = () => {}) {
  let begun = 0;
  let done = 0;
  const writer = async () => {
    while (begun < count) {
      const feed = FEEDS[begun++ % FEEDS.length];
      try {
        const body = { actor: feed, verb: 'post', object: 'note:1' };
        const { id } = await callPulse({ url, ...credentials }, 'POST', `/v1/feeds/${feed}/activities`, body);
        acknowledged[feed].push(id);
        onEach(++done);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

async function look(workers, acknowledged) {
  const parts = await Promise.all(workers.map((worker) => worker.call('progress', { acknowledged, before: [] })));
  const total = (key) => sum(parts.map((part) => part[key]));
  return {
    recoveredAt: parts.flatMap((part) => part.recoveredAt),
    lost: total('lost'),
    doubled: total('doubled'),
    resyncs: total('resyncs'),
  };
}

async function storm(count, say) {
  const folder = tempFolder();
  let server = await startServer(folder, 0);
  const port = Number(new URL(server.url).port);
  const acknowledged = Object.fromEntries(FEEDS.map((feed) => [feed, []]));
  const connects = await createConnects({ url: server.url, ...credentials }, count);
  const workers = Array.from({ length: PROCESSES }, () =>
    startWorker(new URL('load/storm-clients.mjs', import.meta.url)),
  );
  await Promise.all(
    workers.map((worker, n) => {
      const own = connects.filter((_, i) => i % PROCESSES === n);
      const watching = own.map((connect, i) => ({ ...connect, feed: FEEDS[i % FEEDS.length] }));
      return worker.call('open', { baseUrl: server.url, connects: watching });
    }),
  );
  say(`${count} clients are connected`);

  // The kill comes while writes are under way and events are on their way to the clients.
  await write(server.url, WRITES.before, acknowledged, (done) => {
    if (done === WRITES.before - WRITERS) server.child.kill('SIGKILL');
  });
  await server.exited;
  const killedAt = Date.now();
  server = await startServer(folder, port);
  const backAt = Date.now();
  await write(server.url, WRITES.after, acknowledged);

  let seen = await look(workers, acknowledged);
  while (seen.recoveredAt.length < count && Date.now() - killedAt < PATIENCE_MS) {
    await delay(LOOK_EVERY_MS);
    seen = await look(workers, acknowledged);
  }
  const cpuMs = cpuMsOf(server.child.pid);
  const memory = residentMb(server.child.pid);
  const seconds = seen.recoveredAt.map((at) => (at - killedAt) / 1000);
  await Promise.all(workers.map((worker) => worker.stop()));
  server.child.kill('SIGTERM');
  await server.exited;
  const { p50, p95 } = percentiles(seconds);
  const last = Math.max(...seconds);
  say(`${seen.recoveredAt.length} of ${count} have everything again, the last after ${last.toFixed(1)} s`);
  return {
    ...seen,
    recovered: seconds.length,
    writes: sum(FEEDS.map((feed) => acknowledged[feed].length)),
    p50,
    p95,
    last,
    down: (backAt - killedAt) / 1000,
    cpuMs,
    memory,
  };
}

await benchmark(async ({ quick, say }) => {
  const figures = [];
  for (const wanted of quick ? [200] : SIZES) {
    const count = Math.min(wanted, openFileLimit() - SPARE_FILES);
    const result = await storm(count, say);
    const what = `${count.toLocaleString('en')} clients`;
    const of = (name, value, unit, more = {}) => ({ name: `${what}: ${name}`, value, unit, ...more });
    figures.push(
      of('recovered', (100 * result.recovered) / count, '%', { target: { least: 100 } }),
      of('the last has everything again after', result.last, 's', {
        target: { value: 15 },
        note: `from the kill on; the server was away for ${result.down.toFixed(1)} s; p50 ${result.p50.toFixed(1)} s, p95 ${result.p95.toFixed(1)} s`,
      }),
      of('activities lost', result.lost, '', { target: { value: 0 }, note: `of ${result.writes} acknowledged` }),
      of('activities twice', result.doubled, '', { target: { value: 0 } }),
      of('server CPU a client', result.cpuMs / count, 'ms', {
        note: `${result.memory.toFixed(0)} MB resident after it`,
      }),
    );
  }
  return figures;
});
