import { describe, expect, test } from 'vitest';
import { readPreview } from './read-preview.js';

const LINK = 'https://posted.test/#part';
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (html: string | Uint8Array, contentType = 'text/html', url = 'https://found.test/dir/page') =>
  readPreview(LINK, { url, contentType, body: typeof html === 'string' ? bytes(html) : html });
const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}">`;
const imageOf = (image: string, more = '') => read(`${more}${og('title', 'T')}${og('image', image)}`)?.imageUrl;

describe('a preview', () => {
  test('says what OpenGraph says, of the link that was posted', () => {
    const html = `<html><head><title>Plain</title>${og('title', 'Tom &amp; Jerry')}${og('description', 'D')}
      ${og('site_name', 'Site')}${og('image', '../i.png')}${og('url', 'https://bank.test/')}</head></html>`;
    const preview = { title: 'Tom & Jerry', description: 'D', siteName: 'Site', imageUrl: 'https://found.test/i.png' };
    expect(read(html)).toEqual({ url: LINK, ...preview });
  });

  test.each([
    ['<title>A &lt;b&gt;\n title</title>', 'A <b> title'],
    ['<meta name="twitter:title" content="Card"><title>Plain</title>', 'Card'],
    [`${og('title', ' \u200b ')}<title>Plain</title>`, 'Plain'],
    ['<svg><title>Icon</title></svg><title>Page</title>', 'Page'],
    ['<META NAME="OG:TITLE" CONTENT=Loud>', 'Loud'],
    ['<title>First</title><title>Second</title>', 'First'],
    ['<!-- <title>Comment</title> --><title>Page</title>', 'Page'],
    ['<script>"<title>Script</title>"</script><title>Page</title>', 'Page'],
    ['<title>Unclosed', 'Unclosed'],
    ['<title>&lt;img src=x onerror=alert(1)&gt;&#x202e;evil&#0;</title>', '<img src=x onerror=alert(1)>evil\ufffd'],
  ])('of %j has the title %j', (html, title) => {
    expect(read(html)?.title).toBe(title);
  });

  test.each(['', '<title> </title>', '<title>\u200b</title>', og('description', 'no title'), '\u0000\u0001\u0002'])(
    'is not made of %j',
    (html) => {
      expect(read(html)).toBeNull();
    },
  );

  test('is cut to what its schema takes', () => {
    const long = 'word '.repeat(1_000);
    const preview = read(`${og('title', long)}${og('description', long)}${og('site_name', long)}`);
    expect(preview?.title).toHaveLength(200);
    expect(preview?.description).toHaveLength(400);
    expect(preview?.siteName).toHaveLength(100);
  });

  test('does not read the visible part of a page that has a title', () => {
    expect(read(`<head><title>T</title></head><body>${og('description', 'a comment')}</body>`)?.description).toBeNull();
  });
});

describe('the picture', () => {
  test.each([
    ['https://cdn.test/i.png', 'https://cdn.test/i.png'],
    ['//cdn.test/i.png', 'https://cdn.test/i.png'],
    ['i.png', 'https://found.test/dir/i.png'],
  ])('may be %s', (written, url) => {
    expect(imageOf(written)).toBe(url);
  });

  test('is resolved against the base of the page', () => {
    expect(imageOf('i.png', '<base href="https://cdn.test/a/">')).toBe('https://cdn.test/a/i.png');
    expect(imageOf('i.png', '<base href="javascript:alert(1)//">')).toBeNull();
  });

  test.each([
    'javascript:alert(1)',
    'java&#9;script:alert(1)',
    'data:image/png;base64,AAAA',
    'https://user:pw@cdn.test/i.png',
    'http://192.168.0.1/reboot',
    'http://0x7f.1/i.png',
    'http://[::1]/i.png',
    'http://router/i.png',
    'http://localhost:3000/i.png',
    'http://printer.local/i.png',
    `https://cdn.test/${'x'.repeat(2_048)}`,
    'http://',
  ])('is never %s', (written) => {
    expect(imageOf(written)).toBeNull();
  });

  test('is the icon where there is no other', () => {
    const html = '<title>T</title><link rel="shortcut icon" href="/f.ico"><link rel="apple-touch-icon" href="/a.png">';
    expect(read(html)?.imageUrl).toBe('https://found.test/a.png');
    expect(read(html.replace('apple-touch-icon', 'x'))?.imageUrl).toBe('https://found.test/f.ico');
  });
});

describe('the charset', () => {
  const windows1251 = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
  const page = (before: string, title: Uint8Array) =>
    Uint8Array.from([...bytes(`${before}<title>`), ...title, ...bytes('</title>')]);
  const utf16 = (text: string) =>
    Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((char) => [char.charCodeAt(0), 0])]);

  test.each<[string, Uint8Array, string, string]>([
    ['header', page('', windows1251), 'text/html; charset="windows-1251"', 'Привет'],
    ['meta element', page('<meta charset=windows-1251>', windows1251), 'text/html', 'Привет'],
    [
      'old meta element',
      page('<meta http-equiv=x content="text/html; charset=cp1251">', windows1251),
      'text/html',
      'Привет',
    ],
    ['byte order mark before the header', utf16('<title>Hi</title>'), 'text/html; charset=utf-8', 'Hi'],
    ['default', page('', bytes('Grüße')), 'text/html', 'Grüße'],
    ['default in place of an unknown one', page('', bytes('Grüße')), 'text/html; charset=klingon', 'Grüße'],
    [
      'default in place of a UTF-16 that cannot be',
      page('<meta charset=utf-16>', bytes('Grüße')),
      'text/html',
      'Grüße',
    ],
    ['default with broken bytes', page('', Uint8Array.from([0x41, 0xff])), 'text/html', 'A\ufffd'],
  ])('is that of the %s', (_, body, contentType, title) => {
    expect(read(body, contentType)?.title).toBe(title);
  });

  test('is looked for without delay in a long header', () => {
    const begun = performance.now();
    read('<title>T</title>', `text/html; charset=${' '.repeat(16_000)};`);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('512 KiB of markup', () => {
  const SIZE = 524_288;
  test.each([
    ['nested elements', '<b>'],
    ['end tags', '</b>'],
    ['attributes', ' a'],
    ['meta elements', '<meta name=a content=b>'],
    ['open comments', '<!--'],
    ['open quotes', '<a b="'],
    ['entities', '&amp;'],
    ['unknown entities', '&a'],
    ['less-than signs', '<'],
    ['svg', '<svg><title>'],
    ['paragraphs', '<p>'],
    ['rels', '<link rel="a a a a a a a a a a a a" href=b>'],
  ])('of %s takes no long time', (_, piece) => {
    const begun = performance.now();
    read(piece.repeat(SIZE / piece.length));
    read(`<title>${piece.repeat(SIZE / piece.length)}`);
    read(`<a ${piece.repeat(SIZE / piece.length)}`);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('of elements that nest and close others takes no long time', () => {
    const begun = performance.now();
    read(`${'<b>'.repeat(SIZE / 6)}${'</i>'.repeat(SIZE / 8)}`);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
