// Runs benchmarks one after another, each in a process of its own, and writes their figures to bench/results.md:
// node bench/run.mjs [name …] [--quick]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { onExit } from './lib/cleanup.mjs';
import { load, machineFacts } from './lib/machine.mjs';
import { isMet, renderTable } from './lib/table.mjs';

const BENCHMARKS = [
  'start',
  'http',
  'fanout',
  'feed-page',
  'chat-history',
  'edge-validate',
  'presence',
  'storm',
  'mock',
  'chat-window',
];
const RESULTS = fileURLToPath(new URL('results.md', import.meta.url));
/** A benchmark that takes longer hangs. */
const TIMEOUT_MS = 5 * 60_000;
const LOAD_EVERY_MS = 1_000;

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !BENCHMARKS.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(' or ')}; there are ${BENCHMARKS.join(', ')}.`);
  process.exit(2);
}

/** Runs one benchmark to its end and watches the machine's load meanwhile. */
async function run(name) {
  console.log(`\n${name}`);
  const begun = performance.now();
  const loads = { before: load(), during: 0 };
  const child = fork(fileURLToPath(new URL(`${name}.mjs`, import.meta.url)), values.quick ? ['--quick'] : [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const calledOff = onExit(() => child.kill('SIGTERM'));
  let figures;
  child.on('message', (message) => {
    figures = message.figures;
  });
  const watch = setInterval(() => {
    loads.during = Math.max(loads.during, load());
  }, LOAD_EVERY_MS);
  const impatient = setTimeout(() => child.kill('SIGTERM'), TIMEOUT_MS);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(impatient);
  clearInterval(watch);
  calledOff();
  const seconds = (performance.now() - begun) / 1000;
  if (figures) console.log(renderTable(figures));
  else console.error(`  ${name} ended with ${code ?? signal} after ${seconds.toFixed(0)} s and without figures.`);
  return { name, figures, seconds, loads };
}

function section({ name, figures, seconds, loads }) {
  const heading = `### ${name}\n\n${seconds.toFixed(0)} s; load ${loads.before.toFixed(2)} before, at most ${loads.during.toFixed(2)} during`;
  return `${heading}\n\n${figures ? renderTable(figures) : 'Failed: it ended without figures.'}\n`;
}

const results = [];
for (const name of BENCHMARKS) {
  if (positionals.length === 0 || positionals.includes(name)) results.push(await run(name));
}

const facts = machineFacts().map(([name, value]) => `| ${name} | ${value} |`);
const kind = values.quick ? '\n**A smoke run: too short for its figures to mean much.**\n' : '';
const head = `## Results\n${kind}\n| machine | |\n| --- | --- |\n${facts.join('\n')}\n`;
writeFileSync(RESULTS, [head, ...results.map(section)].join('\n'));

const missed = results.flatMap(({ figures = [] }) => figures).filter((figure) => isMet(figure) === false);
for (const { name } of missed) console.log(`Missed its target: ${name}`);
console.log('\nWritten to bench/results.md');
process.exit(results.every(({ figures }) => figures) ? 0 : 1);
