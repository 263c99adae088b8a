import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRange } from './read-range.js';

describe('readRange', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [null, null],
    ['bytes=-', null],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=1e3-', null],
  ])('reads %s of 100 bytes as %j', (field, range) => {
    expect(readRange(field, 100)).toEqual(range);
  });

  test('never leaves the file', () => {
    const end = fc.oneof(fc.nat(300).map(String), fc.constant(''), fc.constant('999999999999999'));
    fc.assert(
      fc.property(end, end, fc.integer({ min: 1, max: 200 }), (first, last, size) => {
        const range = readRange(`bytes=${first}-${last}`, size);
        if (range === null || range === 'unsatisfiable') return;
        expect(0 <= range.start && range.start <= range.end && range.end < size).toBe(true);
      }),
    );
  });
});
