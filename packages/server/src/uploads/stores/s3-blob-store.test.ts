import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../../testing/fake-clock.js';
import { createS3BlobStore } from './s3-blob-store.js';
import type { S3Options } from './s3-client.js';
import { ACCESS_KEY, BUCKET, REGION, type S3Server, SECRET_KEY, startS3Server } from './s3-server.test-kit.js';

const KEY = '01k9zq3v5e8x4m7n2c6t0hjwra5t8w2k0mfq7v9c3xnz6yh1bjr4';
const MIB = 1024 * 1024;

let server: S3Server;
beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.close());

const storeWith = (options: Partial<S3Options> = {}) =>
  createS3BlobStore({
    endpoint: server.endpoint,
    region: REGION,
    bucket: BUCKET,
    accessKeyId: ACCESS_KEY,
    secretAccessKey: SECRET_KEY,
    ...options,
  });
async function* bytes(length: number) {
  for (let left = length; left > 0; left -= MIB) yield new Uint8Array(Math.min(left, MIB)).fill(7);
}

/** No name server knows s3.test: every name leads to this machine. */
const fetchHere: typeof fetch = async (input, init) => {
  const headers = Object.fromEntries(new Headers(init?.headers));
  const call = request(String(input), {
    method: init?.method ?? 'GET',
    headers,
    lookup: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  call.end(init?.body);
  const [answer] = await once(call, 'response');
  return new Response(Readable.toWeb(answer) as ReadableStream, { status: answer.statusCode });
};

describe('the store in S3', () => {
  test('sends a small file in one call', async () => {
    await storeWith({ prefix: 'pulse files/' }).put(KEY, bytes(1000));
    expect(server.calls).toEqual(['PUT']);
    expect([...server.objects.keys()]).toEqual([`pulse%20files/${KEY}`]);
  });

  test('sends a large one in parts, whose last one may be small', async () => {
    await storeWith().put(KEY, bytes(17 * MIB));
    expect(server.calls).toEqual(['POST begin', 'PUT 1', 'PUT 2', 'PUT 3', 'POST']);
    expect(server.objects.get(KEY)?.length).toBe(17 * MIB);
  });

  test('sends what fills its parts to the byte without an empty part', async () => {
    await storeWith().put(KEY, bytes(16 * MIB));
    expect(server.calls).toEqual(['POST begin', 'PUT 1', 'PUT 2', 'POST']);
  });

  test('takes back the parts of an upload that fails, and of a source that does', async () => {
    server.failures.push({ method: 'PUT', status: 503, code: 'SlowDown' });
    await expect(storeWith().put(KEY, bytes(17 * MIB))).rejects.toThrow('answered 503 (SlowDown) to a PUT');
    async function* broken() {
      yield* bytes(9 * MIB);
      throw new Error('the caller went away');
    }
    await expect(storeWith().put(KEY, broken())).rejects.toThrow('went away');
    expect(server.multiparts.size).toBe(0);
    expect(server.objects.size).toBe(0);
  });

  test('does not take an error for an answer because it came with 200', async () => {
    const end = { method: 'POST', status: 200, code: 'InternalError' };
    const store = storeWith({
      fetch: (input, init) => {
        if (server.calls.at(-1) === 'PUT 2') server.failures.push(end);
        return fetch(input, init);
      },
    });
    await expect(store.put(KEY, bytes(9 * MIB))).rejects.toThrow('answered 200 (InternalError) to a POST');
    expect(server.multiparts.size).toBe(0);
  });

  test('names a bucket in the host where it is told so', async () => {
    const store = storeWith({
      endpoint: `http://s3.test:${server.port}`,
      pathStyle: false,
      fetch: fetchHere,
    });
    await store.put(KEY, bytes(3));
    expect([...server.objects.keys()]).toEqual([KEY]);
  });

  test.each([
    [{ secretAccessKey: 'another' }, 'SignatureDoesNotMatch'],
    [{ accessKeyId: 'another' }, 'AccessDenied'],
    [{ bucket: 'another' }, 'NoSuchBucket'],
    [{ clock: createFakeClock(0) }, 'RequestTimeTooSkewed'],
  ])('tells what was refused, and nothing that is secret', async (options, code) => {
    const error: unknown = await storeWith(options)
      .put(KEY, bytes(3))
      .catch((cause: unknown) => cause);
    expect(String(error)).toMatch(new RegExp(`answered 40[34] \\(${code}\\) to a PUT`));
    expect(String(error)).not.toContain(KEY);
  });

  test('gives up a service that does not answer', async () => {
    const clock = createFakeClock(Date.now());
    const store = storeWith({
      clock,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
          queueMicrotask(() => clock.advance(60_000));
        }),
    });
    await expect(store.get(KEY)).rejects.toThrow('did not answer in 60000 ms');
  });
});
