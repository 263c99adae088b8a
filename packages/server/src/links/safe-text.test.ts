import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSafeText } from './safe-text.js';

const family = '👨‍👩‍👧‍👦';

describe("a stranger's text", () => {
  test.each([
    ['  two\n\tlines  ', 'two lines'],
    ['pay\u202egnp.exe', 'paygnp.exe'],
    ['\u2066isolated\u2069 \u200fmarked', 'isolated marked'],
    ['zero\u200bwidth\u2060\ufeff', 'zerowidth'],
    ['a \u200b \u00ad b', 'a b'],
    ['nul\u0000 bell\u0007 esc\u001b[31m', 'nul bell esc [31m'],
    ['\u2800\u3164\u115f\u200b', ''],
    ['smuggled\u{e0041}\u{e0042}', 'smuggled'],
    ['lone\ud800surrogate', 'lonesurrogate'],
    ['a\u200d\u200d\u200d\u200db', 'ab'],
    [`${family} ❤️‍🔥 1️⃣ 🏳️‍🌈`, `${family} ❤️‍🔥 1️⃣ 🏳️‍🌈`],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    [`z${'\u0301'.repeat(500)}algo`, `z${'\u0301'.repeat(4)}algo`],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%j becomes %j', (text, safe) => {
    expect(toSafeText(text, 200)).toBe(safe);
  });

  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['word another', 6, 'word…'],
    [`ab${family}`, 6, 'ab…'],
    [family, 6, ''],
    ['🇩🇪🇫🇷', 6, '🇩🇪…'],
  ])('%s is cut at %i to %s', (text, maxChars, cut) => {
    expect(toSafeText(text, maxChars)).toBe(cut);
  });

  test('is short, in one line and visible, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 2, max: 80 }), (text, maxChars) => {
        const safe = toSafeText(text, maxChars);
        expect(safe.length).toBeLessThanOrEqual(maxChars);
        expect(safe).toBe(safe.trim());
        expect(safe.replace(/\u200c|\u200d/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]| {2}/u);
      }),
    );
  });

  test.each(['\u200b', '\u0301', '\u200d', ' ', '\u202e', family])('takes no long time over 512 KiB of %j', (piece) => {
    const begun = performance.now();
    toSafeText(piece.repeat(524_288 / piece.length), 200);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
