import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('ci-summary.mjs', import.meta.url));

interface Run {
  /** What vitest reported; nothing when it did not come so far. */
  report?: object;
  testCode?: number;
  verify?: object;
  verifyCode?: number;
}

const passing = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const verified = { passed: 9, failed: 0 };

async function summary({ report, testCode = 0, verify, verifyCode = 0 }: Run): Promise<{ line: string; code: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'pulse-summary-'));
  try {
    const test = join(folder, 'test.json');
    const verifyFile = join(folder, 'verify.json');
    if (report !== undefined) await writeFile(test, JSON.stringify(report));
    if (verify !== undefined) await writeFile(verifyFile, JSON.stringify(verify));
    const args = [
      '--test',
      test,
      '--test-code',
      `${testCode}`,
      '--verify',
      verifyFile,
      '--verify-code',
      `${verifyCode}`,
    ];
    const { stdout, code } = await promisify(execFile)(process.execPath, [script, ...args]).then(
      (done) => ({ stdout: done.stdout, code: 0 }),
      (error: { stdout: string; code: number }) => error,
    );
    return { line: stdout, code };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a run in which everything passed says so and succeeds', async () => {
  expect(await summary({ report: passing, verify: verified })).toMatchObject({ line: '7 passed, 0 failed\n', code: 0 });
});

test('skipped tests are told', async () => {
  const report = { ...passing, numPendingTests: 2, numTodoTests: 1 };
  expect(await summary({ report, verify: verified })).toMatchObject({
    line: '7 passed, 0 failed, 3 skipped\n',
    code: 0,
  });
});

test('failed tests fail the run', async () => {
  const report = { ...passing, numFailedTests: 2 };
  expect(await summary({ report, testCode: 1, verify: verified })).toMatchObject({
    line: '7 passed, 2 failed\n',
    code: 1,
  });
});

test('a test file that cannot be run counts as one failure', async () => {
  const report = { ...passing, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(await summary({ report, testCode: 1, verify: verified })).toMatchObject({
    line: '7 passed, 1 failed\n',
    code: 1,
  });
});

test('each failed step of verify counts as one failure', async () => {
  const verify = { passed: 7, failed: 2 };
  expect(await summary({ report: passing, verify, verifyCode: 1 })).toMatchObject({
    line: '7 passed, 2 failed\n',
    code: 1,
  });
});

test('commands that fail before they can report are failures', async () => {
  expect(await summary({ testCode: 1, verifyCode: 1 })).toMatchObject({ line: '0 passed, 2 failed\n', code: 1 });
  expect(await summary({ report: passing, testCode: 1, verify: verified })).toMatchObject({
    line: '7 passed, 1 failed\n',
    code: 1,
  });
});
