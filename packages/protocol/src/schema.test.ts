import { describe, expect, test } from 'vitest';
import { LIMITS, SERVER_LIMITS } from './limits.js';
import { cursor, custom, feedOrUser, limit, pageOf, timestamp } from './schema.js';

const nested = (levels: number): unknown => (levels === 0 ? 'leaf' : { inner: nested(levels - 1) });
const ofBytes = (bytes: number, char: string) => {
  const envelope = JSON.stringify({ text: '' }).length;
  return { text: char.repeat((bytes - envelope) / new TextEncoder().encode(char).length) };
};
const passes = (value: unknown) => custom.safeParse(value).success;

describe('custom data', () => {
  test(`may be ${SERVER_LIMITS.customDepth} levels deep and no more`, () => {
    expect(passes(nested(SERVER_LIMITS.customDepth))).toBe(true);
    expect(passes(nested(SERVER_LIMITS.customDepth + 1))).toBe(false);
  });

  test('counts lists as levels', () => {
    expect(passes({ list: JSON.parse('[[[[[[[1]]]]]]]') })).toBe(true);
    expect(passes({ list: JSON.parse('[[[[[[[[1]]]]]]]]') })).toBe(false);
  });

  test(`may be ${SERVER_LIMITS.customBytes} bytes of JSON and no more`, () => {
    expect(passes(ofBytes(SERVER_LIMITS.customBytes, 'x'))).toBe(true);
    expect(passes(ofBytes(SERVER_LIMITS.customBytes + 1, 'x'))).toBe(false);
  });

  test('counts bytes, not characters', () => {
    const envelope = JSON.stringify({ text: '' }).length;
    const wide = { text: 'ä'.repeat((SERVER_LIMITS.customBytes - envelope) / 2 + 1) };
    expect(JSON.stringify(wide).length).toBeLessThan(SERVER_LIMITS.customBytes);
    expect(passes(wide)).toBe(false);
  });

  test.each([[null], [[]], ['text'], [{ date: new Date(0) }], [{ what: undefined }], [{ '': 1 }], [{ big: 1n }]])(
    'is a JSON object, so %o is refused',
    (value) => {
      expect(passes(value)).toBe(false);
    },
  );
});

describe('a page', () => {
  test.each([
    [undefined, LIMITS.pageDefault],
    ['1', 1],
    ['100', LIMITS.pageMax],
  ])('asked for with limit %o has %i items', (given, items) => {
    expect(limit.parse(given)).toBe(items);
  });

  test.each(['0', '101', '-1', '1.5', 'many', ''])('cannot be asked for with limit %j', (given) => {
    expect(limit.safeParse(given).success).toBe(false);
  });

  test('cannot be asked for with an empty or an endless cursor', () => {
    expect(cursor.safeParse('').success).toBe(false);
    expect(cursor.safeParse('x'.repeat(1025)).success).toBe(false);
  });

  test('says where the next one begins, or null', () => {
    const page = pageOf(timestamp);
    expect(page.safeParse({ data: [], next: null }).success).toBe(true);
    expect(page.safeParse({ data: [] }).success).toBe(false);
  });
});

describe('a time', () => {
  test('is RFC 3339 in UTC with milliseconds', () => {
    expect(timestamp.safeParse('2026-11-21T06:42:10.118Z').success).toBe(true);
  });

  test.each([
    '2026-11-21T06:42:10Z',
    '2026-11-21T06:42:10.1Z',
    '2026-11-21T06:42:10.118+01:00',
    '2026-02-30T00:00:00.000Z',
  ])('is not %s', (text) => {
    expect(timestamp.safeParse(text).success).toBe(false);
  });
});

test.each(['alice', 'user:alice', 'carol@example.com'])('a feed or a user may be %s', (name) => {
  expect(feedOrUser.parse(name)).toBe(name);
});
