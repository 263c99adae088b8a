import { expect, test } from 'vitest';
import { CLOSE, isFinalClose, SERVER_CLOSE } from './close-codes.js';

const CODES = Object.entries({ ...CLOSE, ...SERVER_CLOSE });

test('close codes are all different and within the range that applications may use', () => {
  const codes = CODES.map(([, code]) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(Object.keys(CLOSE).filter((name) => name in SERVER_CLOSE)).toEqual([]);
  for (const code of codes) expect(code).toSatisfy((value: number) => value >= 4000 && value < 4500);
});

test('connecting again is pointless after a bad frame, token, project or version, and after nothing else', () => {
  const final = CODES.filter(([, code]) => isFinalClose(code)).map(([name]) => name);
  expect(final.sort()).toEqual(['badFrame', 'connections', 'forbidden', 'token', 'version']);
  expect([1000, 1006, 4399, 4500].map(isFinalClose)).toEqual([false, false, false, false]);
});
