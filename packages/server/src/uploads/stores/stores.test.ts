import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBlobFolder } from '../../node/open-blob-folder.js';
import type { BlobStore } from '../blob-store.js';
import { createMemoryBlobStore } from './memory-blob-store.js';
import { createS3BlobStore } from './s3-blob-store.js';
import { ACCESS_KEY, BUCKET, REGION, SECRET_KEY, startS3Server } from './s3-server.test-kit.js';

const KEY = '01k9zq3v5e8x4m7n2c6t0hjwra5t8w2k0mfq7v9c3xnz6yh1bjr4';

const MAKERS: Record<string, () => Promise<{ store: BlobStore; dispose(): Promise<void> }>> = {
  memory: async () => ({ store: createMemoryBlobStore(), dispose: async () => {} }),
  async folder() {
    const folder = await mkdtemp(join(tmpdir(), 'pulse-blobs-'));
    return { store: await openBlobFolder(folder), dispose: () => rm(folder, { recursive: true }) };
  },
  async s3() {
    const server = await startS3Server();
    const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY, region: REGION, bucket: BUCKET };
    return { store: createS3BlobStore({ ...credentials, endpoint: server.endpoint }), dispose: server.close };
  },
};

async function* chunked(...chunks: Uint8Array[]) {
  yield* chunks;
}
const read = async (stream: ReadableStream<Uint8Array> | null) =>
  stream && new Uint8Array(await new Response(stream).arrayBuffer());

describe.each(Object.keys(MAKERS))('the store in %s', (name) => {
  let store: BlobStore;
  let dispose: () => Promise<void>;
  beforeEach(async () => {
    const made = await MAKERS[name]?.();
    if (!made) throw new Error(`No store is called ${name}.`);
    ({ store, dispose } = made);
  });
  afterEach(() => dispose());

  test('gives back what was put, however it was cut, and any range of it', async () => {
    let count = 0;
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), async (chunks, a, b) => {
        const key = `${KEY}${count++}`;
        await store.put(key, chunked(...chunks));
        const whole = Uint8Array.from(chunks.flatMap((one) => [...one]));
        expect(await read(await store.get(key))).toEqual(whole);
        const start = a % whole.length;
        const end = start + (b % (whole.length - start));
        expect(await read(await store.get(key, { start, end }))).toEqual(whole.subarray(start, end + 1));
      }),
      { numRuns: 25 },
    );
  });

  test('has nothing under other keys, nor under a deleted one', async () => {
    expect(await store.get(KEY)).toBeNull();
    await store.put(KEY, chunked(new Uint8Array([1])));
    await store.delete(KEY);
    await store.delete(KEY);
    expect(await store.get(KEY)).toBeNull();
    expect(await store.get(KEY, { start: 0, end: 0 })).toBeNull();
  });

  test('keeps nothing of a source that fails, and takes the key again', async () => {
    async function* broken() {
      yield new Uint8Array([1, 2, 3]);
      throw new Error('the caller went away');
    }
    await expect(store.put(KEY, broken())).rejects.toThrow('the caller went away');
    expect(await store.get(KEY)).toBeNull();
    await store.put(KEY, chunked(new Uint8Array([4])));
    expect(await read(await store.get(KEY))).toEqual(new Uint8Array([4]));
  });

  test('keeps 20 MB that come in many chunks', async () => {
    const chunk = crypto.getRandomValues(new Uint8Array(50_000));
    await store.put(KEY, chunked(...Array.from({ length: 400 }, () => chunk)));
    const whole = await read(await store.get(KEY));
    expect(whole?.byteLength).toBe(20_000_000);
    expect(whole?.subarray(10_000_000, 10_050_000)).toEqual(chunk);
    expect(await read(await store.get(KEY, { start: 19_999_999, end: 19_999_999 }))).toEqual(chunk.subarray(-1));
  });
});
