import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = fileURLToPath(new URL('specs/vitest.config.ts', import.meta.url));

interface Report {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

/** By the title of a spec: `passed`, or what its errors say, as a reporter is told them. */
export type Outcomes = ReadonlyMap<string, string>;

/** Runs spec files in a vitest of their own, as an app would. */
export async function runSpecs(files: string[], env: Record<string, string> = {}): Promise<Outcomes> {
  const folder = await mkdtemp(join(tmpdir(), 'pulse-specs-'));
  const file = join(folder, 'report.json');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|PULSE_)/.test(name));
  const options = { env: { ...Object.fromEntries(inherited), ...env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${file}`, ...files];
  return new Promise((resolve, reject) => {
    // It fails where a spec does, which is what some are for.
    execFile(process.execPath, args, options, (_, stdout, stderr) => {
      try {
        resolve(readReport(file));
      } catch (cause) {
        reject(new Error(`The specs did not run: ${stderr || stdout}`, { cause }));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

function readReport(file: string): Outcomes {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(
    results.map(({ title, status, failureMessages }) => [
      title,
      status === 'failed' ? failureMessages.join('\n\n') : status,
    ]),
  );
}
