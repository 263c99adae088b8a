import './cleanup.mjs';
import { renderTable } from './table.mjs';

/**
 * Runs a benchmark in this process and hands its figures to whoever started it. `measure` is given `quick`, which
 * asks for a smoke run, and `say`, which prints progress.
 *
 * A figure is `{name, value, unit}` with, where they exist, `baseline: {name, value}` measured in the same run,
 * `target: {value?, least?, ratio?}` (at most, at least, and at most that many times the baseline) and a `note`;
 * what could not be measured is `{name, skipped: why}`.
 */
export async function benchmark(measure) {
  const quick = process.argv.includes('--quick');
  const figures = await measure({ quick, say: (line) => console.log(`  ${line}`) });
  if (process.send === undefined) console.log(renderTable(figures));
  else await new Promise((resolve) => process.send({ figures }, resolve));
  process.exit(0);
}
