import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobFolder } from './open-blob-folder.js';

const KEY = '01k9zq3v5e8x4m7n2c6t0hjwra5t8w2k0mfq7v9c3xnz6yh1bjr4';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pulse-blobs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function* chunked(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

test('a file stands under its key when it is whole, and not before', async () => {
  const store = await openBlobFolder(join(folder, 'a', 'b'));
  async function* watched() {
    yield* chunked('one ');
    expect(await store.get(KEY)).toBeNull();
    expect(await readdir(join(folder, 'a/b/unfinished'))).toEqual([KEY]);
    yield* chunked('two');
  }
  await store.put(KEY, watched());
  expect(await readFile(join(folder, 'a/b/r4', KEY), 'utf8')).toBe('one two');
  expect(await readdir(join(folder, 'a/b/unfinished'))).toEqual([]);
});

test('what is kept is there after the folder was opened again', async () => {
  await (await openBlobFolder(folder)).put(KEY, chunked('kept'));
  const again = await openBlobFolder(folder);
  expect(await new Response(await again.get(KEY)).text()).toBe('kept');
});

test.each(['../../../etc/passwd', '..', '', 'a/b/c/d/e/f', 'ABCDEFGHIJ', `${KEY}\0`, 'x'.repeat(129)])(
  'the key %j reaches no file',
  async (key) => {
    const store = await openBlobFolder(folder);
    await expect(store.put(key, chunked('x'))).rejects.toThrow(TypeError);
    await expect(store.get(key)).rejects.toThrow(TypeError);
    await expect(store.delete(key)).rejects.toThrow(TypeError);
    expect(await readdir(folder)).toEqual(['unfinished']);
  },
);

test('a start removes what a crash left a day ago, and nothing younger', async () => {
  await mkdir(join(folder, 'unfinished'));
  const old = join(folder, 'unfinished', 'old');
  await writeFile(old, 'x');
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(old, yesterday, yesterday);
  await writeFile(join(folder, 'unfinished', 'young'), 'x');
  await openBlobFolder(folder);
  expect(await readdir(join(folder, 'unfinished'))).toEqual(['young']);
});

test('two files at once under one key: the first is kept', async () => {
  const store = await openBlobFolder(folder);
  const [first, second] = await Promise.allSettled([store.put(KEY, chunked('a')), store.put(KEY, chunked('b'))]);
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  expect(await new Response(await store.get(KEY)).text()).toBe(first.status === 'fulfilled' ? 'a' : 'b');
});
