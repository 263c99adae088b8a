import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBlockedWord } from './find-blocked-word.js';

describe('a blocked word', () => {
  test.each([
    ['what the hell', 'hell'],
    ['HELL', 'hell'],
    ['hell!', 'Hell'],
    ['«hell»', 'hell'],
    ['hell_no', 'hell'],
    ['🔥hell🔥', 'hell'],
    ['ｈｅｌｌ', 'hell'],
    ['h\u200be\u00adl\u2060l', 'hell'],
    ['h\u034fe\u180el\u{e0061}l\ufe0f', 'hell'],
    ['caf\u200be\u0301', 'café'],
    ['cafe\u0301', 'caf\u00e9'],
    ['go to\u00a0hell', 'to hell'],
    ['a$hit', '$hit'],
    ['send 🍆 now', '🍆'],
    ['ШИТ', 'шит'],
  ])('is found in %j as %j', (text, word) => {
    expect(findBlockedWord(text, ['other', word])).toBe(word);
  });

  test.each([
    ['hello, shell', 'hell'],
    ['shiitake', 'shi'],
    ['Scunthorpe', 'cunt'],
    ['hell2', 'hell'],
    ['дешит', 'шит'],
    ['𝕙ello', 'hell'],
    ['hell\u0301o', 'hell'],
    ['he ll', 'hell'],
    ['', 'hell'],
    ['anything', '\u200b'],
  ])('is not found in %j as %j', (text, word) => {
    expect(findBlockedWord(text, [word])).toBeNull();
  });

  test('is found wherever it stands between what is no letter', () => {
    const gap = fc.stringMatching(/^[ .,!?\n-]{1,5}$/);
    const word = fc.stringMatching(/^[a-zа-я]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word), word, fc.array(word), gap, (before, blocked, after, between) => {
        const text = [...before, blocked.toUpperCase(), ...after].join(between);
        expect(findBlockedWord(text, [blocked])).toBe(blocked);
        expect(findBlockedWord(text, ['q9'])).toBeNull();
      }),
    );
  });

  test('is looked for in time, however the text and the list were chosen', () => {
    const list = (wordAt: (n: number) => string) => Array.from({ length: 500 }, (_, n) => wordAt(n));
    const nested = list((n) => 'a'.repeat(64 - (n % 60)) + (n % 2 ? 'b' : ''));
    const phrases = list((n) => `${'ab '.repeat(n % 21)}a${n > 250 ? 'x' : ''}`);
    // One character each, which stand for three and for eighteen.
    const threefold = list((n) => 'ⅲ'.repeat(1 + (n % 62)) + 'i'.repeat(n % 3));
    const manifold = list((n) => '\ufdfa'.repeat(35 + (n % 28)) + 'صلى'.slice(0, 1 + (n % 2)));
    const texts = ['a'.repeat(10_000), 'ab '.repeat(3_333), `${'a'.repeat(63)} `.repeat(156)].map((text) =>
      text.replaceAll(' ', 'b '),
    );
    texts.push('ⅲ'.repeat(10_000), '\ufdfa'.repeat(10_000));
    const started = performance.now();
    for (const text of texts) {
      for (const words of [nested, phrases, threefold, manifold]) findBlockedWord(text, words);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
