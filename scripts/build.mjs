// Builds every package into its dist: code by tsup, declarations by the TypeScript compiler.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { writeLicenses } from './licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The mock server's command carries the others' code, so it comes when they are built. */
const TURNS = [['protocol', 'client', 'server', 'react'], ['mock-server']];
const PACKAGES = TURNS.flat();

/** Runs a tool of node_modules/.bin; its output is shown only when it fails. */
function run(tool, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL(`../node_modules/${tool}`, import.meta.url)), ...args],
      {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${cwd}: ${tool} failed\n${output}`))));
  });
}

const started = performance.now();
try {
  console.log(`Building ${PACKAGES.join(', ')} …`);
  for (const turn of TURNS) {
    await Promise.all(turn.map((name) => run('tsup/dist/cli-default.js', ['--silent'], `${root}packages/${name}`)));
  }
  writeLicenses(`${root}packages/mock-server/dist`);
  await run('typescript/bin/tsc', ['-b', ...PACKAGES.map((name) => `packages/${name}`)], root);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
