import type { MatcherState } from 'vitest';
import type { Fits } from './differences.js';

/** As `toMatchObject` compares. */
export const fitsBy = ({ equals, utils, customTesters }: MatcherState): Fits => {
  const testers = [...customTesters, utils.iterableEquality, utils.subsetEquality];
  return (actual, expected) => equals(actual, expected, testers);
};

const LONGEST = 200;

/** A value in a line, as vitest prints it. */
export const showBy =
  ({ utils }: MatcherState) =>
  (value: unknown): string => {
    const text = utils.stringify(value, 4, { min: true });
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
