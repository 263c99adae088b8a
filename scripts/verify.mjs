// Runs everything that must hold before a change is merged, and tells how each step went. Where a step fails, its
// output is shown and the others still run. The results are also written down for machines.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'node_modules/.cache/verify.json');
const PACKAGES = readdirSync(join(ROOT, 'packages')).sort();

const STEPS = [
  { name: 'build', command: 'node', args: ['scripts/build.mjs'] },
  { name: 'format', command: 'biome', args: ['format', '.'] },
  { name: 'lint', command: 'biome', args: ['check', '--formatter-enabled=false', '--error-on-warnings', '.'] },
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'knip', command: 'knip', args: ['--no-config-hints'] },
  ...PACKAGES.map((folder) => ({
    name: `publint ${folder}`,
    command: 'publint',
    args: ['--strict', `packages/${folder}`],
  })),
  { name: 'size', command: 'size-limit', args: [] },
  // What runs the built packages covers no source: `test` runs it.
  {
    name: 'tests with coverage',
    command: 'vitest',
    args: ['run', '--coverage', '--project=!e2e', '--project=!scripts'],
  },
  { name: 'coverage', command: 'node', args: ['scripts/check-coverage.mjs'] },
];

/** The binaries of the workspace, also when this was not started by pnpm. */
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  REDOCLY_TELEMETRY: 'off',
};

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const run = ({ command, args }) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ passed: false, output: `${error.message}\n` }));
    child.once('close', (code) => resolve({ passed: code === 0, output }));
  });

const begun = performance.now();
const results = [];
for (const step of STEPS) {
  const stepBegun = performance.now();
  const { passed, output } = await run(step);
  results.push({ name: step.name, passed });
  console.log(`${passed ? '✓' : '✗'} ${step.name.padEnd(24)} ${seconds(stepBegun).padStart(8)}`);
  if (!passed) console.log(output.trimEnd().replace(/^/gm, '    '));
}

const failed = results.filter(({ passed }) => !passed);
mkdirSync(join(RESULTS, '..'), { recursive: true });
writeFileSync(RESULTS, JSON.stringify({ passed: results.length - failed.length, failed: failed.length, results }));

const names = failed.length === 0 ? '' : ` (${failed.map(({ name }) => name).join(', ')})`;
console.log(`\n${results.length - failed.length} steps passed, ${failed.length} failed${names} in ${seconds(begun)}`);
process.exitCode = failed.length === 0 ? 0 : 1;
