import { ERRORS, type ErrorCode } from '@pulse-io/protocol';
import { describe, expect, it } from 'vitest';
import { createError } from './errors.js';

describe('createError', () => {
  it.each(Object.entries(ERRORS))('takes %s for as retryable as the protocol does', (code, { retryable }) => {
    expect(createError({ code: code as ErrorCode, message: '' }).retryable).toBe(retryable);
  });

  it('believes who says otherwise', () => {
    expect(createError({ code: 'timeout', message: '', retryable: false }).retryable).toBe(false);
  });
});
