import { expect, test } from 'vitest';
import { ApiError } from '../api-error.js';
import { closeReason } from './closing.js';

test('a reason is cut to what a close frame carries, at a whole character', () => {
  expect(closeReason(new ApiError('bad_frame', 'sub.ch: no'))).toBe('bad_frame: sub.ch: no');
  const reason = closeReason(new ApiError('bad_frame', '€'.repeat(100)));
  expect(reason).toBe(`bad_frame: ${'€'.repeat(37)}`);
  expect(new TextEncoder().encode(reason).length).toBeLessThanOrEqual(123);
});
