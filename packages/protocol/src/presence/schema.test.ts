import { expect, test } from 'vitest';
import { LIMITS } from '../limits.js';
import { bulkBody, bulkQuery, setActivityBody, setOnlineBody } from './schema.js';

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
  expect(setOnlineBody.parse({})).toEqual({});
  expect(setOnlineBody.safeParse({ status: 'offline' }).success).toBe(false);
});

const customStatusIsTaken = (customStatus: unknown) => setOnlineBody.safeParse({ customStatus }).success;
const activityIsTaken = (activity: unknown) => setActivityBody.safeParse({ activity }).success;

test('a custom status has a text or an emoji, and may be taken away', () => {
  expect(setOnlineBody.parse({ customStatus: { text: 'Lunch' } }).customStatus).toEqual({
    ...{ text: 'Lunch', emoji: null, expiresAt: null },
  });
  expect(setOnlineBody.parse({ customStatus: { emoji: '👩‍👩‍👧‍👦' } }).customStatus).toMatchObject({ text: '' });
  expect(customStatusIsTaken(null)).toBe(true);
  for (const bad of [{}, { text: '' }, { emoji: '' }, { emoji: 'x'.repeat(33) }, { text: 'x'.repeat(129) }, 'Lunch']) {
    expect(customStatusIsTaken(bad)).toBe(false);
  }
  for (const expiresAt of ['tomorrow', '2026-01-01', '2026-01-01T00:00:00+01:00', 0]) {
    expect(customStatusIsTaken({ text: 'x', expiresAt })).toBe(false);
  }
});

test('what people read beside a name has nothing in it that breaks a line or turns its direction', () => {
  for (const char of ['\n', '\u0000', '\u007f', '\u009f', '\u2028', '\u202a', '\u202e', '\u2066', '\u2069']) {
    expect(customStatusIsTaken({ text: `a${char}b` })).toBe(false);
    expect(customStatusIsTaken({ text: 'a', emoji: char })).toBe(false);
    expect(activityIsTaken({ type: 'playing', text: `a${char}b` })).toBe(false);
  }
  expect(customStatusIsTaken({ text: 'في اجتماع', emoji: '👨🏽‍💻' })).toBe(true);
});

test('an activity is small', () => {
  expect(activityIsTaken({ type: 'listening', text: 'Tides', custom: { track: 7 } })).toBe(true);
  expect(activityIsTaken({ type: 'a'.repeat(32), text: '' })).toBe(true);
  for (const type of ['', 'Playing', 'a'.repeat(33), 'a b', '1st'])
    expect(activityIsTaken({ type, text: '' })).toBe(false);
  expect(activityIsTaken({ type: 'playing', text: 'x'.repeat(129) })).toBe(false);
  expect(activityIsTaken({ type: 'playing', text: '', custom: { filler: 'x'.repeat(1_024) } })).toBe(false);
  expect(activityIsTaken({ type: 'playing' })).toBe(false);
});
