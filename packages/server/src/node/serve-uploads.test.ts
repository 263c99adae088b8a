import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem, Upload } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';
import { openBlobFolder } from './open-blob-folder.js';
import { type RunningServer, serve } from './serve.js';

const MIB = 1024 * 1024;
let folder: string;
let t: TestBackend;
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pulse-blobs-'));
  t = await createTestBackend('memory', { uploads: { store: await openBlobFolder(folder) } });
  server = await serve(t.backend, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await t.dispose();
  await rm(folder, { recursive: true });
});

const headers = (type: string) => ({
  'content-type': type,
  'x-pulse-key': t.a.apiKey,
  'x-pulse-secret': t.a.apiSecret,
});
const upload = async <T = Upload>(body: BodyInit, type = 'text/plain') => {
  const response = await fetch(`${server.url}/v1/uploads?name=a.txt`, { method: 'POST', headers: headers(type), body });
  return { status: response.status, body: (await response.json()) as T };
};
const stored = async () => (await readdir(folder, { recursive: true })).filter((name) => /\w{52}$/.test(name));

describe('uploads over HTTP', () => {
  test('come back whole, and in ranges', async () => {
    const text = 'abcdefghij'.repeat(200_000);
    const { body } = await upload(text);
    expect(body.url).toMatch(new RegExp(`^${server.url}/v1/uploads/`));
    expect(await (await fetch(body.url)).text()).toBe(text);
    const part = await fetch(body.url, { headers: { range: 'bytes=1000000-1000004' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 1000000-1000004/2000000');
    expect(part.headers.get('content-length')).toBe('5');
    expect(await part.text()).toBe('abcde');
    const beyond = await fetch(body.url, { headers: { range: 'bytes=2000000-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */2000000']);
    expect(beyond.headers.get('cache-control')).toBe('no-store');
  });

  test('answer HEAD, and those who have the file already', async () => {
    const { body } = await upload('short');
    const head = await fetch(body.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
    const etag = head.headers.get('etag') ?? '';
    const known = await fetch(body.url, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const range = { range: 'bytes=0-1' };
    expect((await fetch(body.url, { headers: { ...range, 'if-range': etag } })).status).toBe(206);
    expect((await fetch(body.url, { headers: { ...range, 'if-range': '"other"' } })).status).toBe(200);
  });

  test('of more than the limit are told so before they are sent', async () => {
    const call = request(`${server.url}/v1/uploads?name=a.txt`, {
      method: 'POST',
      headers: { ...headers('text/plain'), 'content-length': 26 * MIB },
    });
    call.on('error', () => {});
    call.flushHeaders();
    const [response] = await once(call, 'response');
    expect(response.statusCode).toBe(413);
    call.destroy();
  });

  test('of more than the limit without a length are told so on the way', async () => {
    const call = request(`${server.url}/v1/uploads?name=a.txt`, { method: 'POST', headers: headers('text/plain') });
    call.on('error', () => {});
    const answered = once(call, 'response');
    const chunk = 'x'.repeat(MIB);
    for (let sent = 0; sent < 27; sent++) call.write(chunk);
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    call.destroy();
    await vi.waitFor(async () => expect(await readdir(join(folder, 'unfinished'))).toEqual([]));
  });

  test('that break off leave nothing', async () => {
    const before = (await stored()).length;
    const call = request(`${server.url}/v1/uploads?name=a.txt`, { method: 'POST', headers: headers('text/plain') });
    call.on('error', () => {});
    call.write('x'.repeat(3 * MIB));
    await vi.waitFor(async () => expect(await readdir(join(folder, 'unfinished'))).toHaveLength(1));
    call.destroy();
    await vi.waitFor(async () => expect(await readdir(join(folder, 'unfinished'))).toEqual([]));
    expect(await stored()).toHaveLength(before);
  });

  test('that nobody may make are refused, and the connection serves the next call', async () => {
    expect((await upload<Problem>(new Uint8Array(MIB), 'text/html')).body.code).toBe('unsupported_media_type');
    expect((await upload('next')).status).toBe(201);
  });
});
