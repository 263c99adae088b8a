// Ends a CI run: prints one line with the real totals and fails when anything failed. Runs on Node 20 as it is.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    test: { type: 'string' },
    'test-code': { type: 'string' },
    verify: { type: 'string' },
    'verify-code': { type: 'string' },
  },
});

const read = (file) => (file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Totals of the tests. A file that could not be run has no tests to count, so it counts itself. */
function testTotals(report) {
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const tests = testTotals(read(values.test));
const steps = read(values.verify)?.failed ?? 0;
// A command that failed without naming a culprit is a failure of its own.
const nameless = (code, named) => (code !== '0' && named === 0 ? 1 : 0);
const failed =
  tests.failed + nameless(values['test-code'], tests.failed) + steps + nameless(values['verify-code'], steps);

console.log(`${tests.passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
