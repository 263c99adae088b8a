import { describe, expect, it } from 'vitest';
import { chooseSeed } from './choose-seed.js';

describe('the seed of a test', () => {
  it('is what was asked for', () => {
    expect([chooseSeed('0'), chooseSeed('4294967295')]).toEqual([0, 4_294_967_295]);
  });

  it('is a new one where nothing was', () => {
    expect(new Set([chooseSeed(undefined), chooseSeed(''), chooseSeed(undefined)]).size).toBe(3);
  });

  it.each(['nothing', '-1', '1.5', '7 '])('is not %o', (given) => {
    expect(() => chooseSeed(given)).toThrow(`PULSE_SEED is a whole number from 0 on, not '${given}'.`);
  });
});
