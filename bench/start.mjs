// The mock server's command from the start of its process to the first answer, and its memory when it idles.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { benchmark } from './lib/benchmark.mjs';
import { onExit } from './lib/cleanup.mjs';
import { residentMb } from './lib/machine.mjs';
import { median } from './lib/stats.mjs';
import { tempFolder } from './lib/temp-folder.mjs';
import { delay } from './lib/time.mjs';

const CLI = fileURLToPath(new URL('../packages/mock-server/dist/cli.js', import.meta.url));
const BARE = fileURLToPath(new URL('servers/bare-start.mjs', import.meta.url));
/** By then the garbage of the start has been collected, as far as it ever will be. */
const IDLE_MS = 2_000;

const answers = (url) =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });

/** Starts a command that prints its address; answers the time to its first answer and its memory, if asked for. */
async function startOnce(args, { idle }) {
  const begun = performance.now();
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
  if (url === undefined) throw new Error(`${args[0]} ended before it listened.`);
  const status = await answers(`${url}/v1/health`);
  const ms = performance.now() - begun;
  if (status !== 200) throw new Error(`The first answer of ${args[0]} was ${status}.`);
  if (idle) await delay(IDLE_MS);
  const mb = idle ? residentMb(child.pid) : undefined;
  child.kill('SIGTERM');
  await exited;
  return { ms, mb };
}

const startPulse = (folder, options) => startOnce([CLI, '--port', '0', '--data', folder], options);
const startBare = (options) => startOnce([BARE], options);

await benchmark(async ({ quick, say }) => {
  const runs = quick ? 2 : 9;
  const warmFolder = tempFolder();
  // Neither the files of the programs nor those of the warm folder come from a cold disk after this.
  await startPulse(warmFolder, { idle: false });
  await startBare({ idle: false });
  const times = { cold: [], warm: [], bare: [] };
  for (let n = 1; n <= runs; n++) {
    times.cold.push((await startPulse(tempFolder(), { idle: false })).ms);
    times.warm.push((await startPulse(warmFolder, { idle: false })).ms);
    times.bare.push((await startBare({ idle: false })).ms);
    say(`start ${n} of ${runs}: ${Math.round(times.warm.at(-1))} ms warm`);
  }
  const idleRuns = quick ? 1 : 3;
  const memory = { pulse: [], bare: [] };
  for (let n = 1; n <= idleRuns; n++) {
    memory.pulse.push((await startPulse(warmFolder, { idle: true })).mb);
    memory.bare.push((await startBare({ idle: true })).mb);
    say(`memory ${n} of ${idleRuns}: ${Math.round(memory.pulse.at(-1))} MB`);
  }
  const bareStart = { name: 'bare `node:http`', value: median(times.bare) };
  return [
    {
      name: 'start to first answer, existing folder',
      value: median(times.warm),
      unit: 'ms',
      baseline: bareStart,
      target: { value: 400 },
    },
    { name: 'start to first answer, new folder', value: median(times.cold), unit: 'ms', baseline: bareStart },
    {
      name: 'resident memory, idle',
      value: median(memory.pulse),
      unit: 'MB',
      baseline: { name: 'bare `node:http`', value: median(memory.bare) },
      target: { value: 90 },
    },
  ];
});
