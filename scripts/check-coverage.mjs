// Holds the last coverage against what is asked. A report of nothing would pass vitest's own thresholds.
import { readFileSync } from 'node:fs';

const LINES_PERCENT = 80;
const REPORT = new URL('../coverage/coverage-summary.json', import.meta.url);

const { total } = JSON.parse(readFileSync(REPORT, 'utf8'));
const { covered, total: lines, pct } = total.lines;
console.log(`${covered} of ${lines} lines are covered: ${pct} %.`);
if (!(lines > 0 && pct >= LINES_PERCENT)) {
  console.error(`At least ${LINES_PERCENT} % of the lines must be, and there must be some.`);
  process.exitCode = 1;
}
