import type { Problem, Upload } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';
import type { BlobStore } from './blob-store.js';
import { bytesOf, download, PNG, type Uploader, uploader, uploaderOf, utf8 } from './files.test-kit.js';
import { createMemoryBlobStore } from './stores/memory-blob-store.js';

/** A store that tells what is in it, and can be told to fail. */
function watchedStore() {
  const inner = createMemoryBlobStore();
  const keys = new Set<string>();
  const failing = { put: false, delete: false };
  const store: BlobStore = {
    async put(key, chunks) {
      if (failing.put) throw new Error('the disk is full');
      await inner.put(key, chunks);
      keys.add(key);
    },
    get: (key, range) => inner.get(key, range),
    async delete(key) {
      if (failing.delete) throw new Error('the disk is gone');
      keys.delete(key);
      await inner.delete(key);
    },
  };
  return { store, keys, failing };
}

describe.each(ENGINES)('uploads on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    const watched = watchedStore();
    const logged: string[] = [];
    const log = (message: string) => void logged.push(message);
    let t: TestBackend;
    let alice: Uploader & { token: string };

    beforeAll(async () => {
      const logger = { warn: log, error: log };
      t = await createTestBackend(engine, { uploads: { store: watched.store, maxBytes: 100_000 }, logger });
      alice = await uploaderOf(t, 'alice');
    });
    afterAll(() => t.dispose());

    const remove = async (url: string, identity = 'alice') =>
      (await t.a.user(identity))<unknown>('DELETE', `/v1/uploads/${new URL(url).pathname.split('/')[3]}`);

    test('a file comes back as it was sent, to anybody who has its address', async () => {
      const { status, body } = await alice({ name: 'my cat.png', type: 'image/png', body: PNG });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.stringMatching(/^[0-9a-z]{52}$/),
        url: `http://pulse.test/v1/uploads/${body.id}/my%20cat.png`,
        name: 'my cat.png',
        mimeType: 'image/png',
        size: PNG.byteLength,
        width: 3,
        height: 2,
      });
      const response = await download(t, body.url);
      expect(response.status).toBe(200);
      expect(await bytesOf(response)).toEqual(PNG);
    });

    test('no two addresses are alike, and one under another name opens nothing', async () => {
      const uploads = await Promise.all(Array.from({ length: 20 }, () => alice({ name: 'a.txt', body: 'a' })));
      expect(new Set(uploads.map(({ body }) => body.id.slice(26))).size).toBe(20);
      const [first] = uploads;
      expect((await download(t, first?.body.url.replace('a.txt', 'b.txt') ?? '')).status).toBe(404);
      expect((await download(t, first?.body.url.replace(/.\/a\.txt$/, '/a.txt') ?? '')).status).toBe(400);
    });

    test('a retried upload keeps one file and answers the first one', async () => {
      const before = watched.keys.size;
      const call = { name: 'once.txt', body: 'once', headers: { 'idempotency-key': 'once' } };
      const first = await alice(call);
      const second = await alice(call);
      expect(second.body).toEqual(first.body);
      expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
      expect(watched.keys.size).toBe(before + 1);
      for (const other of [{ body: 'twice' }, { name: 'twice.txt' }, { type: 'text/csv' }]) {
        expect((await alice<Problem>({ ...call, ...other })).body.code).toBe('idempotency_mismatch');
      }
      expect(watched.keys.size).toBe(before + 1);
    });

    test('a call that finds its key taken by another process keeps no bytes of its own', async () => {
      const { engine, db, transaction, isUnavailable } = t.storage;
      const storage = { engine, db, transaction, isUnavailable, close: async () => {} };
      const twin = await createTestBackend('memory', { storage, uploads: { store: watched.store } });
      const headers = { 'idempotency-key': 'race' };
      const before = watched.keys.size;
      let finish = () => {};
      const slow = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(utf8('ra'));
          finish = () => {
            controller.enqueue(utf8('ce'));
            controller.close();
          };
        },
      });
      const first = alice({ body: slow, headers });
      const credentials = { 'x-pulse-key': t.a.apiKey, authorization: `Bearer ${alice.token}` };
      const second = await uploader(twin.backend, credentials)({ body: utf8('race'), headers });
      finish();
      expect((await first).body).toEqual(second.body);
      expect(watched.keys.size).toBe(before + 1);
      await twin.dispose();
    });

    test('a user deletes its own file, and then it is gone with its bytes', async () => {
      const { body } = await alice({ body: 'gone' });
      expect((await remove(body.url, 'bob')).status).toBe(404);
      expect((await download(t, body.url)).status).toBe(200);
      expect((await remove(body.url)).body).toEqual({ id: body.id, removed: true });
      expect((await download(t, body.url)).status).toBe(404);
      expect(watched.keys.has(body.id)).toBe(false);
      expect((await remove(body.url)).status).toBe(404);
    });

    test('a server uploads for a user or for nobody, and deletes what is of its project', async () => {
      const server = uploader(t.backend, { 'x-pulse-key': t.a.apiKey, 'x-pulse-secret': t.a.apiSecret });
      const { body: own } = await server({ body: 'of nobody' });
      const { body: hers } = await server({ body: 'of alice', query: { userId: 'alice' } });
      expect((await remove(own.url)).status).toBe(404);
      expect((await remove(hers.url)).status).toBe(200);
      expect((await t.b.server('DELETE', `/v1/uploads/${own.id}`)).status).toBe(404);
      expect((await t.a.server<unknown>('DELETE', `/v1/uploads/${own.id}`)).status).toBe(200);
    });

    test('a user uploads as itself, and without credentials nobody does', async () => {
      expect((await alice<Problem>({ body: 'x', query: { userId: 'bob' } })).body.code).toBe('forbidden_user');
      const stranger = uploader(t.backend, { 'x-pulse-key': t.a.apiKey });
      expect((await stranger<Problem>({ body: 'x' })).body.code).toBe('unauthenticated');
    });

    test('a store that fails keeps neither row nor bytes, and the call may be made again', async () => {
      const call = { body: 'again', headers: { 'idempotency-key': 'again' } };
      watched.failing.put = true;
      const failed = await alice<Problem>(call);
      watched.failing.put = false;
      expect(failed).toMatchObject({ status: 503, body: { code: 'storage_unavailable', retryable: true } });
      expect(failed.headers.get('retry-after')).toBe('5');
      expect((await alice<Upload>(call)).status).toBe(201);
    });

    test('bytes that cannot be deleted are told to the log, and the file is gone all the same', async () => {
      const { body } = await alice({ body: 'stubborn' });
      watched.failing.delete = true;
      const { status } = await remove(body.url);
      watched.failing.delete = false;
      expect(status).toBe(200);
      expect(logged).toContain('the bytes of an upload could not be deleted');
      expect((await download(t, body.url)).status).toBe(404);
    });

    test('a file over the limit is refused when its length is told, and when it is not', async () => {
      const before = watched.keys.size;
      let read = 0;
      const endless = () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            read++;
            controller.enqueue(utf8('x'.repeat(10_000)));
          },
        });
      const told = await alice<Problem>({ body: endless(), headers: { 'content-length': '100001' } });
      expect(told).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
      expect(read).toBeLessThan(3);
      const untold = await alice<Problem>({ body: endless() });
      expect(untold).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
      expect(read).toBeLessThan(20);
      expect((await alice({ body: utf8('x'.repeat(100_000)) })).body.size).toBe(100_000);
      expect(watched.keys.size).toBe(before + 1);
    });
  });
});
