import { expect, test } from 'vitest';
import { nextState } from './session-state.js';

test.each([
  ['waiting', 'connect', 'authenticating'],
  ['waiting', 'admit', null],
  ['waiting', 'end', 'closed'],
  ['authenticating', 'connect', null],
  ['authenticating', 'admit', 'open'],
  ['authenticating', 'end', 'closed'],
  ['open', 'connect', null],
  ['open', 'admit', null],
  ['open', 'end', 'closed'],
  ['closed', 'connect', null],
  ['closed', 'admit', null],
  ['closed', 'end', null],
] as const)('%s with %s becomes %s', (state, input, next) => {
  expect(nextState(state, input)).toBe(next);
});
