import { expect, test } from 'vitest';
import { LIMITS } from '../limits.js';
import { bulkBody, bulkQuery, setOnlineBody } from './schema.js';

const users = (count: number) => Array.from({ length: count }, (_, i) => `user-${i}`);

test('users of one bulk read are parted by commas', () => {
  expect(bulkQuery.parse({ ids: 'alice,bob' })).toEqual({ ids: ['alice', 'bob'] });
});

test.each(['', 'alice,', 'alice,,bob', 'a b'])('a bulk read of %j is refused', (ids) => {
  expect(bulkQuery.safeParse({ ids }).success).toBe(false);
});

test(`a bulk read names at most ${LIMITS.bulkUsers} users`, () => {
  expect(bulkBody.safeParse({ ids: users(LIMITS.bulkUsers) }).success).toBe(true);
  expect(bulkBody.safeParse({ ids: users(LIMITS.bulkUsers + 1) }).success).toBe(false);
  expect(bulkQuery.safeParse({ ids: users(LIMITS.bulkUsers + 1).join(',') }).success).toBe(false);
});

test('going online needs no more than saying so', () => {
  expect(setOnlineBody.parse({})).toEqual({ status: 'online' });
  expect(setOnlineBody.safeParse({ status: 'offline' }).success).toBe(false);
});
