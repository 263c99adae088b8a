import { describe, expect, test } from 'vitest';
import { ERRORS } from './errors.js';

const entries = Object.entries(ERRORS);

describe('the table of error codes', () => {
  test.each(entries)('%s has a status that fits, and a title that reads as a heading', (code, { status, title }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect([0, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]).toContain(status);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
  });

  test('gives every code a title of its own', () => {
    expect(new Set(entries.map(([, { title }]) => title)).size).toBe(entries.length);
  });

  test('lets a call be tried again after a limit, a failure or a first call that still runs', () => {
    const retryable = entries.filter(([, entry]) => entry.status > 0 && entry.retryable).map(([code]) => code);
    expect(retryable).toEqual([
      'idempotency_in_progress',
      'rate_limited',
      'internal_error',
      'storage_unavailable',
      'unavailable',
    ]);
  });
});
