import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './initials.js';

test.each([
  ['Ada Lovelace', 'AL'],
  ['  ludwig   van Beethoven ', 'LB'],
  ['zoë', 'Z'],
  ['Ünal Öz', 'ÜÖ'],
  ['김민준', '김'],
  ['👩‍👩‍👧 Family Ford', 'FF'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
  ['', '?'],
  ['   ', '?'],
  ['42 cats', '4C'],
])('%j is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('any text has initials and a hue that stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(initialsOf(name).length).toBeGreaterThan(0);
      expect(hueOf(name)).toBe(hueOf(name));
      expect(hueOf(name)).toBeGreaterThanOrEqual(0);
      expect(hueOf(name)).toBeLessThan(360);
    }),
  );
});
