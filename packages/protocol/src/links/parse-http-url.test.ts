import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { httpUrl } from '../schema.js';
import { parseHttpUrl } from './parse-http-url.js';

const accepts = (text: string) => {
  const parsed = parseHttpUrl(text) !== null;
  expect(httpUrl.safeParse(text).success).toBe(parsed);
  return parsed;
};

describe('an http(s) address', () => {
  test.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTP://Example.COM:8080/a?b=c#d', 'http://example.com:8080/a?b=c#d'],
    ['https://bücher.example/süß', 'https://xn--bcher-kva.example/s%C3%BC%C3%9F'],
    // Cyrillic letters that look like "apple".
    ['https://аррӏе.com', 'https://xn--80ak6aa92e.com/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    ['https://e.com/path@with-at?q=a@b', 'https://e.com/path@with-at?q=a@b'],
  ])('may be %s', (text, href) => {
    expect(accepts(text)).toBe(true);
    expect(parseHttpUrl(text)?.href).toBe(href);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'java\u200bscript:alert(1)',
    '\u202ejavascript:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'javascript://example.com/%0aalert(1)',
    'javascript:https://example.com',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.com',
    'blob:https://example.com/1',
    'view-source:https://example.com',
    '//example.com',
    '/path',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    'https:\\\\example.com',
    'https://example.com\\@evil.test',
    'https://user@example.com',
    'https://user:password@example.com',
    'https://@example.com',
    'https://example.com%40evil.test@evil.test',
    'https://exa\u200bmple.com',
    'https://exa\u00admple.com',
    'https://example.com/\u202efdp.exe',
    'https://example.com/\u2066x',
    'https://example.com/a b',
    'https://example.com/a\tb',
    'https://example.com/\n',
    '\u00a0https://example.com/',
    'https://example.com/\ufeff',
    'https://example.com/\u{e0041}',
    'https://example.com/\ud800',
    'https://example.com&#47;path',
    'https://a.test,https://b.test',
    'https://',
    'https://[::1',
    'https://999.999.999.999',
    '',
  ])('is not %j', (text) => {
    expect(accepts(text)).toBe(false);
  });

  test('is at most 2,048 characters long in a field', () => {
    const ofLength = (length: number) => 'https://example.com/'.padEnd(length, 'x');
    expect(httpUrl.safeParse(ofLength(2048)).success).toBe(true);
    expect(httpUrl.safeParse(ofLength(2049)).success).toBe(false);
  });

  test('reads the same again from its own href', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()), (text) => {
        const href = parseHttpUrl(text)?.href;
        if (href !== undefined) expect(parseHttpUrl(href)?.href).toBe(href);
      }),
    );
  });
});
