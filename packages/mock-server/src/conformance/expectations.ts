import { Failure } from './failure.js';
import { show } from './shorten.js';

/** Fails with what was expected. */
export function expectThat(holds: boolean, expected: string): asserts holds {
  if (!holds) throw new Failure(`expected ${expected}`);
}

/** Fails unless two values are the same as JSON; `what` names the first of them. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const difference = findDifference(actual, expected, what, true);
  if (difference) throw new Failure(difference);
}

/** Fails unless a value has what is expected of it; what is not named is free, but the items of lists are all named. */
export function expectMatch(actual: unknown, expected: unknown, what: string): void {
  const difference = findDifference(actual, expected, what, false);
  if (difference) throw new Failure(difference);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function findDifference(actual: unknown, expected: unknown, path: string, whole: boolean): string | null {
  if (Array.isArray(expected) && Array.isArray(actual) && actual.length === expected.length) {
    return first(expected.map((item, at) => findDifference(actual[at], item, `${path}[${at}]`, whole)));
  }
  if (isRecord(expected) && isRecord(actual)) {
    const names = Object.keys(whole ? { ...expected, ...actual } : expected);
    return first(names.map((name) => findDifference(actual[name], expected[name], `${path}.${name}`, whole)));
  }
  if (Object.is(actual, expected)) return null;
  return `expected ${path} to be ${show(expected)}, came ${show(actual)}`;
}

const first = (differences: (string | null)[]): string | null => differences.find((one) => one !== null) ?? null;
