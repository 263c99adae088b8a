import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUlid, FEED_PATTERN, IDENTITY_PATTERN, parseFeedId, ULID_PATTERN, withGroup } from './ids.js';

const LAST_MS = 2 ** 48 - 1_000;
const times = fc.array(fc.integer({ min: 0, max: LAST_MS }), { minLength: 2, maxLength: 60 });
const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 1,
  maxLength: 32,
});

const cycling = <T>(values: readonly T[], otherwise: T) => {
  let next = 0;
  return () => values[next++ % values.length] ?? otherwise;
};

describe('createUlid', () => {
  test('never goes backwards, whatever the clock does', () => {
    fc.assert(
      fc.property(times, chances, (clock, dice) => {
        const nextId = createUlid({ now: cycling(clock, 1), random: cycling(dice, 0) });
        const ids = clock.map(() => nextId());
        expect(ids).toEqual([...ids].sort());
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('always has the shape that the schemas ask for', () => {
    fc.assert(
      fc.property(times, chances, (clock, dice) => {
        const nextId = createUlid({ now: cycling(clock, 1), random: cycling(dice, 0) });
        for (const _ of clock) expect(nextId()).toMatch(ULID_PATTERN);
      }),
    );
  });

  test('begins with its time, so that ids of later milliseconds sort later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LAST_MS - 1 }), chances, (ms, dice) => {
        const at = (time: number) => createUlid({ now: () => time, random: cycling(dice, 0) })();
        expect(at(ms) < at(ms + 1)).toBe(true);
      }),
    );
  });

  test('counts up within a millisecond and carries', () => {
    const nextId = createUlid({ now: () => 1, random: cycling([...Array<number>(15).fill(0), 31 / 32], 0) });
    expect([nextId(), nextId()]).toEqual(['0000000001000000000000000z', '00000000010000000000000010']);
  });

  test('borrows from the next millisecond when one has no id left', () => {
    const nextId = createUlid({ now: () => 1, random: () => 31 / 32 });
    expect([nextId(), nextId()]).toEqual(['0000000001zzzzzzzzzzzzzzzz', '00000000020000000000000000']);
  });

  test('keeps its own time while the clock stands behind it', () => {
    const nextId = createUlid({ now: cycling([1000, 10], 10), random: () => 0 });
    const first = nextId();
    expect(nextId().slice(0, 10)).toBe(first.slice(0, 10));
  });
});

describe('an identity', () => {
  test.each(['alice', 'a', 'user_1', 'carol@example.com', 'team:7', 'A-b.c', '...', 'x'.repeat(128)])(
    'may be %s',
    (id) => {
      expect(id).toMatch(IDENTITY_PATTERN);
    },
  );

  test.each(['', '.', '..', 'a b', 'a/b', 'a\n', 'ä', 'a%20', '<b>', 'x'.repeat(129)])('may not be %j', (id) => {
    expect(id).not.toMatch(IDENTITY_PATTERN);
  });
});

describe('a feed id', () => {
  test.each(['user:alice', 'timeline:team:7', 'notification:carol@example.com', 'a:1', 'my-group_2:x'])(
    'may be %s',
    (id) => {
      expect(id).toMatch(FEED_PATTERN);
    },
  );

  test.each(['', 'alice', ':alice', 'user:', 'User:alice', '1st:alice', 'user:a b', `${'g'.repeat(33)}:x`, 'user:a\n'])(
    'may not be %j',
    (id) => {
      expect(id).not.toMatch(FEED_PATTERN);
    },
  );

  test('is split at its first colon, so that users with colons keep theirs', () => {
    expect(parseFeedId('timeline:team:7')).toEqual({ group: 'timeline', id: 'team:7' });
    expect(parseFeedId('alice')).toBeNull();
    expect(parseFeedId(':alice')).toBeNull();
  });

  test('is made of a bare user, and left as it is otherwise', () => {
    expect(withGroup('alice', 'timeline')).toBe('timeline:alice');
    expect(withGroup('user:alice', 'timeline')).toBe('user:alice');
  });
});
