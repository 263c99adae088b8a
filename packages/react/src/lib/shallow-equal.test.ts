import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shallowEqual } from './shallow-equal.js';

const member = fc.constantFrom<unknown>(0, -0, Number.NaN, '', undefined, null);
const plain = fc.oneof(fc.array(member), fc.dictionary(fc.constantFrom('0', 'a', 'b', 'toString'), member));

describe('two objects', () => {
  it('are equal where they have the very same members', () => {
    fc.assert(
      fc.property(plain, (it) => {
        expect(shallowEqual(it, Array.isArray(it) ? [...it] : { ...it })).toBe(true);
      }),
    );
  });

  it('differ where one has another member, one more, or is an array', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const [these, those] = [Object.entries(a), Object.entries(b)];
        const same =
          Array.isArray(a) === Array.isArray(b) &&
          these.length === those.length &&
          these.every(([name, value]) => those.some(([other, its]) => other === name && Object.is(its, value)));
        expect(shallowEqual(a, b)).toBe(same);
      }),
    );
    expect(shallowEqual([1], { 0: 1 })).toBe(false);
    expect(shallowEqual({ a: undefined }, { b: undefined })).toBe(false);
  });
});
