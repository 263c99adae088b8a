import type { Difference } from './differences.js';

/** Something that came, and where it differs from what was expected. */
export interface Candidate {
  /** In a line. */
  name: string;
  /** Whether it is of the kind that was expected at all. */
  related: boolean;
  differences: readonly Difference[];
}

const SHOWN = 5;
const DIFFERENCES = 4;

/** What came, nearest first, with its differences. */
export function describeNearest(candidates: readonly Candidate[], show: (value: unknown) => string): string {
  const sorted = candidates
    .map((candidate, at) => ({ ...candidate, at }))
    .sort((a, b) => distance(a) - distance(b) || b.at - a.at);
  const shown = sorted
    .slice(0, SHOWN)
    .flatMap(({ name, related, differences }) => [
      `  ${name}`,
      ...(related ? differences.slice(0, DIFFERENCES) : []).map(
        ({ path, actual, expected }) => `    ${path === '' ? 'it' : path} is ${show(actual)}, not ${show(expected)}`,
      ),
    ]);
  const rest = sorted.length - SHOWN;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}

const distance = ({ related, differences }: Candidate): number => (related ? differences.length : 1_000);
