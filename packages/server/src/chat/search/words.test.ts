import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toQueryWords, toWords } from './words.js';

describe('words', () => {
  test.each([
    ['Straße, ﬁne & ＷＩＤＥ', ['strasse', 'fine', 'wide']],
    ["don't a_b foo-bar x²", ['don', 't', 'a', 'b', 'foo', 'bar', 'x2']],
    ['Ёлка ΟΔΟΣ İstanbul', ['елка', 'οδοσ', 'istanbul']],
    ['e\u0301t\u00e9 so\u00adft zero\u200bwidth', ['ete', 'soft', 'zerowidth']],
    ['今日は東京タワー', ['今', '日', 'は', '東', '京', 'タ', 'ワ', 'ー']],
    ['한국어 नमस्ते', ['한국어', 'नमस्ते']],
    ['שָׁלוֹם مُحَمَّد', ['שלום', 'محمد']],
    ['the cat, the dog', ['the', 'cat', 'dog']],
    ['🎉 👩‍👩‍👧 … \0 "*" ', []],
    ['x'.repeat(100), ['x'.repeat(64)]],
  ])('of %j', (text, words) => {
    expect(toWords(text)).toEqual(words);
  });

  test('a query has all words, and one that may be unfinished', () => {
    expect(toQueryWords('The cat, the')).toEqual({ words: ['the', 'cat'], prefix: 'the' });
    expect(toQueryWords('🎉 !')).toBeNull();
  });

  test('whatever the text, they have nothing in them that an index would part or read as syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const word of toWords(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}\p{M}]{1,64}$/u);
          expect(word.toLowerCase()).toBe(word);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
