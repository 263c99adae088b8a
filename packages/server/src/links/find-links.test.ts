import { parseHttpUrl } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLinks } from './find-links.js';

describe('links of a text', () => {
  test.each<[string, string[]]>([
    ['see https://example.com.', ['https://example.com/']],
    [
      'https://a.test/x, http://b.test/y; and (https://c.test/z)!',
      ['https://a.test/x', 'http://b.test/y', 'https://c.test/z'],
    ],
    ['https://en.example/wiki/Pulse_(physics)', ['https://en.example/wiki/Pulse_(physics)']],
    ['(as in https://en.example/wiki/Pulse_(physics))', ['https://en.example/wiki/Pulse_(physics)']],
    ['[text](https://a.test/b) and **https://a.test/c**', ['https://a.test/b', 'https://a.test/c']],
    ['<https://a.test/b> "https://a.test/c"', ['https://a.test/b', 'https://a.test/c']],
    ['看https://a.test/路。好', ['https://a.test/%E8%B7%AF']],
    ['https://a.test https://a.test/ HTTPS://A.TEST:443', ['https://a.test/']],
    ['https://аррӏе.com', ['https://xn--80ak6aa92e.com/']],
    ['pasted https://a.test/x\u200b\u2060 from a chat', ['https://a.test/x']],
    ['https://a.test/?to=https://b.test/', ['https://a.test/?to=https://b.test/']],
    ['no links here', []],
  ])('%j', (text, links) => {
    expect(findLinks(text)).toEqual(links);
  });

  test('are at most five', () => {
    const text = Array.from({ length: 9 }, (_, n) => `https://a.test/${n}`).join(' ');
    expect(findLinks(text)).toEqual([0, 1, 2, 3, 4].map((n) => `https://a.test/${n}`));
  });

  test.each([
    'javascript:alert(1)',
    'javascript:https://a.test/%0aalert(1)',
    'javascript://a.test/%0aalert(1)',
    'JAVA\tSCRIPT:alert(1)',
    'java\u200bscript:https://a.test',
    'javascript&colon;//https://a.test',
    'vbscript:https://a.test',
    'data:text/html,https://a.test',
    'blob:https://a.test/1',
    'file:///etc/passwd ftp://a.test',
    'xhttps://a.test',
    'https://user:password@a.test',
    'https://a.test\\@b.test',
    'https://a\u200b.test/',
    'https://a\u00ad.test/',
    'https://a.test/\u202efdp.exe',
    'https:a.test https:/a.test https:///a.test https://',
    'https://a.test&#47;b',
    `https://a.test/${'x'.repeat(2_048)}`,
    `https://a.test/${'ü'.repeat(1_000)}`,
  ])('are not in %j', (text) => {
    expect(findLinks(text).filter((link) => !link.startsWith('data:'))).toEqual(
      text.startsWith('data:') ? ['https://a.test/'] : [],
    );
  });

  test('are safe addresses that stay what they are', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https://',
        'http:',
        'javascript:',
        'a.test',
        '/',
        '\\',
        '@',
        '(',
        ')',
        ' ',
        '\u200b',
        '\u202e',
        '.',
      ),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const links = findLinks(pieces.join(''));
        expect(links.length).toBeLessThanOrEqual(5);
        expect(new Set(links).size).toBe(links.length);
        for (const link of links) expect(parseHttpUrl(link)?.href).toBe(link);
      }),
    );
  });

  const LENGTH = 10_000_000;
  test.each([
    ['zero-width characters', '\u200b'],
    ['schemes', 'https://'],
    ['schemes after spaces', ' https://a'],
    ['opening brackets', 'https://a.test/('],
    ['closing brackets', ')'],
    ['dots', '.'],
    ['half schemes', 'http'],
    ['zero-width characters in schemes', 'https://\u200b '],
  ])('are found in 10 MB of %s without delay', (_, piece) => {
    const text = `https://a.test/${piece.repeat(LENGTH / piece.length)}`;
    const begun = performance.now();
    findLinks(text);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
