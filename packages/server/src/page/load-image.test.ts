import { beforeEach, describe, expect, test } from 'vitest';
import { loadImage, markImage } from './load-image.js';
import { loadSqlite } from './load-sqlite.js';
import { openHandle, type PageHandle } from './open-handle.js';
import { openSqlite } from './open-sqlite.js';

let handle: PageHandle;
let image: Uint8Array;
beforeEach(async () => {
  const sqlite = await loadSqlite();
  const source = openHandle(sqlite);
  source.run('create table t (n integer, b text)', []);
  for (let n = 0; n < 100; n++) source.run('insert into t values (?, ?)', [n, 'x'.repeat(1_000)]);
  markImage(source);
  image = source.image.read();
  source.close();
  handle = openHandle(sqlite);
  return () => handle.close();
});

describe('what was kept', () => {
  test('is loaded where it is whole', () => {
    loadImage(handle, image);
    expect(handle.all('select count(*) as n from t', [])).toEqual([{ n: 100 }]);
  });

  test.each([
    ['nothing', () => new Uint8Array()],
    ['text', () => new TextEncoder().encode('hello')],
    ['a header alone', () => image.slice(0, 16)],
    ['half of an image', () => image.slice(0, image.length / 2)],
    ['an image with a page of noise', () => image.slice().fill(0xaa, 8_192, 16_384)],
    ['an image whose schema is noise', () => image.slice().fill(0xaa, 100, 8_192)],
  ])('is refused where it is %s', (_, make) => {
    expect(() => loadImage(handle, make())).toThrow();
  });

  test('is refused where it is the database of somebody else', () => {
    handle.run('create table theirs (n integer)', []);
    const theirs = handle.image.read();
    expect(() => loadImage(handle, theirs)).toThrow('not written by Pulse');
  });
});

test('a name where nothing can be kept is refused, not ignored', async () => {
  await expect(openSqlite({ name: 'dev' })).rejects.toThrow('Open it without a name');
});
