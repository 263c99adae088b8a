import type { Problem, Upload } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestBackend, quietLogger, type TestBackend } from '../testing/test-backend.js';
import {
  bomb,
  bytesOf,
  download,
  GIF,
  JPEG,
  PDF,
  PNG,
  patched,
  type UploadCall,
  type Uploader,
  uploaderOf,
  utf8,
  WEBP_LOSSY,
  ZIP,
} from './files.test-kit.js';
import { createMemoryBlobStore } from './stores/memory-blob-store.js';
import { readUploadOptions } from './upload-config.js';

let t: TestBackend;
let alice: Uploader;

beforeAll(async () => {
  t = await createTestBackend('memory');
  alice = await uploaderOf(t, 'alice');
});
afterAll(() => t.dispose());

const refused = async (call: UploadCall) => {
  const { status, body } = await alice<Problem>(call);
  return { status, code: body.code, detail: body.detail };
};
const HTML = utf8('<!doctype html><script>alert(1)</script>');

describe('types', () => {
  test.each([
    ['image/png', PNG, 'inline'],
    ['image/jpeg', JPEG, 'inline'],
    ['image/gif', GIF, 'inline'],
    ['image/webp', WEBP_LOSSY, 'inline'],
    ['IMAGE/PNG; x=1', PNG, 'inline'],
    ['application/pdf', PDF, 'attachment'],
    ['application/zip', ZIP, 'attachment'],
    ['application/x-zip-compressed', ZIP, 'attachment'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ZIP, 'attachment'],
    ['text/plain;charset=utf-8', utf8('Grüße'), 'attachment'],
    ['text/plain', utf8('<?xml version="1.0"?><a/>'), 'attachment'],
    ['application/json', utf8('{}'), 'attachment'],
  ])('%s is taken and given out under headers that keep it harmless', async (type, body, disposition) => {
    const { status, body: upload } = await alice<Upload>({ name: 'Ü "1".x', type, body });
    expect(status).toBe(201);
    const { headers } = await download(t, upload.url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': expect.stringMatching(new RegExp(`^${upload.mimeType}(; charset=utf-8)?$`)),
      'content-length': String(body.byteLength),
      'content-disposition': `${disposition}; filename="_ _1_.x"; filename*=UTF-8''%C3%9C%20%221%22.x`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
    });
  });

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'application/xml',
    'application/octet-stream',
    '',
    'nonsense',
  ])('%j is refused', async (type) => {
    expect(await refused({ type, body: HTML })).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test.each([
    ['image/png', JPEG, 'image/jpeg'],
    ['image/png', HTML, 'of no type that is known'],
    ['text/plain', PNG, 'image/png'],
    ['application/pdf', ZIP, 'application/zip'],
    ['video/mp4', utf8('MZ'.padEnd(600, 'x')), 'application/x-msdownload'],
  ])('%s that is something else is refused, and both are named', async (type, body, found) => {
    const { status, detail } = await refused({ type, body });
    expect(status).toBe(415);
    expect(detail).toContain(type);
    expect(detail).toContain(found);
  });

  test.each([
    ['NUL', new Uint8Array([0x61, 0, 0x62])],
    ['bytes that are not UTF-8', new Uint8Array([0x61, 0xff, 0x62])],
    ['a cut character at the end', new Uint8Array([...utf8('x'.repeat(2_000_000)), 0xc3])],
  ])('text with %s is refused and leaves nothing', async (_, body) => {
    expect(await refused({ type: 'text/plain', body })).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test.each(['page.html', 'a.SVG', 'x.js', 'setup.hta'])('a picture called %s is refused', async (name) => {
    expect(await refused({ name, type: 'image/png', body: PNG })).toMatchObject({ status: 415 });
  });

  test('a picture that is a page as well is only ever shown as a picture', async () => {
    const polyglot = new Uint8Array([...GIF.subarray(0, -1), ...HTML]);
    const { body } = await alice({ name: 'both.gif', type: 'image/gif', body: polyglot });
    const { headers } = await download(t, body.url);
    expect(headers.get('content-type')).toBe('image/gif');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  test.each([
    ['image/png', patched(PNG, 16, 0, 1, 0, 0, 0, 1, 0, 0)],
    ['image/gif', patched(GIF, 6, 0xff, 0xff, 0xff, 0xff)],
    ['image/jpeg', patched(JPEG, JPEG.lastIndexOf(0xc0) + 4, 0xff, 0xff, 0xff, 0xff)],
  ])('a bomb of pixels as %s is refused by its header', async (type, body) => {
    const { status, code, detail } = await refused({ type, body });
    expect({ status, code }).toEqual({ status: 400, code: 'invalid_request' });
    expect(detail).toMatch(/6553\d × 6553\d pixels; .*50 megapixels/);
  });

  test('a picture whose size stands beyond its first megabyte is refused', async () => {
    const segment = [0xff, 0xe1, 0xff, 0xff, ...new Uint8Array(0xffff - 2)];
    const body = new Uint8Array([0xff, 0xd8, ...Array.from({ length: 18 }, () => segment).flat(), ...JPEG.subarray(2)]);
    expect(await refused({ type: 'image/jpeg', body })).toMatchObject({ status: 415 });
  });

  test('an empty file is refused', async () => {
    expect(await refused({ body: '' })).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(await refused({ type: 'image/png', body: '' })).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test('a bomb in a zip costs its own bytes and is given back packed', async () => {
    const body = bomb();
    const { body: upload } = await alice({ name: 'zeros.gz', type: 'application/gzip', body });
    expect(upload.size).toBe(body.byteLength);
    const response = await download(t, upload.url);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await bytesOf(response)).byteLength).toBe(body.byteLength);
  });
});

describe('a list of types', () => {
  test('that names octet-stream takes any file and gives it out to be saved', async () => {
    const open = await createTestBackend('memory', {
      uploads: { types: ['application/octet-stream', 'application/wasm'], publicUrl: 'https://files.test/pulse/' },
    });
    const upload = await uploaderOf(open, 'alice');
    const { body } = await upload({ name: 'page.html', type: 'application/octet-stream', body: HTML });
    expect(body.url).toBe(`https://files.test/pulse/v1/uploads/${body.id}/page.html`);
    const { headers } = await download(open, body.url.replace('https://files.test/pulse', 'http://pulse.test'));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    const wasm = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect((await upload({ name: 'a.wasm', type: 'application/wasm', body: wasm })).status).toBe(201);
    expect((await upload({ name: 'a.png', type: 'image/png', body: PNG })).status).toBe(415);
    await open.dispose();
  });

  test.each(['text/html', 'image/svg+xml', 'text/javascript', 'application/xhtml+xml', 'image/*', 'Image/PNG'])(
    'cannot name %s',
    (type) => {
      expect(() => readUploadOptions({ types: [type] })).toThrow(TypeError);
    },
  );

  test('stands beside other options that are checked at the start', () => {
    expect(() => readUploadOptions({ maxBytes: 0 })).toThrow(TypeError);
    expect(() => readUploadOptions({ publicUrl: 'pulse.test' })).toThrow(TypeError);
  });
});

test('reads of files have a limit of their own', async () => {
  const limited = await createTestBackend('memory', {
    rateLimits: { project: null, anonymous: { quota: 1, windowSeconds: 60 }, files: { quota: 2, windowSeconds: 60 } },
  });
  const upload = await uploaderOf(limited, 'alice');
  const { body } = await upload({ body: 'x' });
  const statuses = [];
  for (let read = 0; read < 3; read++) statuses.push((await download(limited, body.url)).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await limited.call('GET', '/v1/openapi.json')).status).toBe(200);
  await limited.dispose();
});

test('memory for files that is used up refuses more until some are deleted', async () => {
  const small = await createTestBackend('memory', {
    uploads: { store: createMemoryBlobStore({ maxTotalBytes: 100 }) },
    logger: quietLogger,
  });
  const upload = await uploaderOf(small, 'alice');
  const first = await upload({ body: 'x'.repeat(60) });
  expect((await upload<Problem>({ body: 'x'.repeat(60) })).body.code).toBe('storage_unavailable');
  await small.a.server('DELETE', `/v1/uploads/${first.body.id}`);
  expect((await upload({ body: 'x'.repeat(60) })).status).toBe(201);
  await small.dispose();
});
