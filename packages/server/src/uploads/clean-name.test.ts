import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName } from './clean-name.js';

describe('cleanName', () => {
  test.each([
    ['cat.png', 'cat.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\Über uns.pdf', 'Über uns.pdf'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\0b\r\nSet-Cookie: x.txt', 'abSet-Cookie: x.txt'],
    ['cafe\u0301.txt', 'café.txt'],
    ['👨‍👩‍👧.png', '👨‍👩‍👧.png'],
    ['.gitignore', '.gitignore'],
  ])('makes %j %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  test.each(['', ' ', '.', '..', 'folder/', 'a/..', '\u202e', '\0', 'x'.repeat(256)])('refuses %j', (name) => {
    expect(() => cleanName(name)).toThrow(expect.objectContaining({ code: 'invalid_request', param: 'name' }));
  });

  test('answers a name that stays as it is, and that an address can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }), (name) => {
        let clean: string;
        try {
          clean = cleanName(name);
        } catch {
          return;
        }
        expect(cleanName(clean)).toBe(clean);
        const { pathname } = new URL(`http://pulse.test/v1/uploads/id/${encodeURIComponent(clean)}`);
        expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', 'uploads', 'id', clean]);
      }),
    );
  });
});
