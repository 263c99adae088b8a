import { expect, test } from 'vitest';
import { CLOSE, isFinalClose } from './close-codes.js';

test('close codes are all different and within the range that applications may use', () => {
  const codes = Object.values(CLOSE);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toSatisfy((value: number) => value >= 4000 && value < 4500);
});

test('connecting again is pointless after a bad frame, token, project or version, and after nothing else', () => {
  const final = Object.entries(CLOSE).filter(([, code]) => isFinalClose(code));
  expect(final.map(([name]) => name)).toEqual(['badFrame', 'token', 'forbidden', 'version', 'connections']);
  expect([1000, 1006, 4399, 4500].map(isFinalClose)).toEqual([false, false, false, false]);
});
