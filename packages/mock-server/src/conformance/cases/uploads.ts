import type { Upload } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';
import { type Caller, expectProblem, pathOf } from '../http/caller.js';
import { failExchange } from '../http/exchange.js';

/** 3 × 2 pixels. */
const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWL6z8DwH4aZGJAAAAAA//+GpNPhAAAABklEQVQDAHTzBf+1yIrkAAAAAElFTkSuQmCC',
  ),
  (char) => char.charCodeAt(0),
);

const upload = (caller: Caller, name: string, type: string, body: string | Uint8Array<ArrayBuffer>, key?: string) =>
  caller.send('POST', pathOf('createUpload', { query: { name } }), {
    headers: { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body,
  });

const keep = async (caller: Caller, name: string, type: string, body: string | Uint8Array<ArrayBuffer>) =>
  caller.take('createUpload', await upload(caller, name, type, body));

/** Where a file is, as the server itself answers it. */
const fileOf = ({ id, name }: Upload): string => pathOf('getUpload', { params: { uploadId: id, name } });

export const uploadCases = casesOf('uploads', {
  'a-file-comes-back': [
    'An upload is answered with name, type, size and address; whoever has the address reads the bytes, without credentials.',
    async ({ user, anyone }) => {
      const maya = await user();
      const text = 'Grüße\n';
      const kept = await keep(maya, 'grüße.txt', 'text/plain', text);
      const size = new TextEncoder().encode(text).length;
      expectMatch(kept, { name: 'grüße.txt', mimeType: 'text/plain', size }, 'the upload');
      expectThat(
        /^https?:\/\//.test(kept.url) && kept.url.includes(kept.id),
        `an address with the id, not ${kept.url}`,
      );
      const file = await anyone.send('GET', fileOf(kept));
      if (file.status !== 200) failExchange(file, '200');
      expectEqual(file.text, text, 'the file');
    },
  ],
  'an-image-tells-its-size': [
    'Of an image the width and height are told, and it is shown in the page; its bytes come back unchanged.',
    async ({ user, anyone }) => {
      const kept = await keep(await user(), 'dot.png', 'image/png', PNG);
      expectMatch(kept, { mimeType: 'image/png', size: PNG.length, width: 3, height: 2 }, 'the upload');
      const file = await anyone.send('GET', fileOf(kept));
      expectEqual([...file.bytes], [...PNG], 'the bytes');
      expectEqual(file.headers.get('content-type'), 'image/png', 'Content-Type');
      expectThat((file.headers.get('content-disposition') ?? '').startsWith('inline'), 'Content-Disposition inline');
    },
  ],
  'files-do-no-harm': [
    'A file is given out with `nosniff`, a policy that lets nothing run, and what is no picture, sound or film to be saved.',
    async ({ user, anyone }) => {
      const kept = await keep(await user(), 'note.txt', 'text/plain', '<script>alert(1)</script>');
      const { headers } = await anyone.send('GET', fileOf(kept));
      expectEqual(headers.get('x-content-type-options'), 'nosniff', 'X-Content-Type-Options');
      expectThat((headers.get('content-security-policy') ?? '').includes("default-src 'none'"), 'a policy of nothing');
      const disposition = headers.get('content-disposition') ?? 'nothing';
      expectThat(disposition.startsWith('attachment'), `Content-Disposition attachment, not ${disposition}`);
    },
  ],
  'what-browsers-run-is-refused': [
    'Pages, scripts and SVG are 415 `unsupported_media_type`, by their type or by their name.',
    async ({ user }) => {
      const maya = await user();
      for (const [name, type] of [
        ['a.html', 'text/html'],
        ['a.svg', 'image/svg+xml'],
        ['a.js', 'text/javascript'],
        ['a.html', 'text/plain'],
        ['a', ''],
      ] as const) {
        const exchange = await upload(maya, name, type || 'x/unknown', '<script>alert(1)</script>');
        expectProblem(exchange, 'unsupported_media_type');
      }
    },
  ],
  'files-are-what-they-say': [
    'Bytes that are not of the declared type are 415 `unsupported_media_type`, an empty file is 400 `invalid_request`.',
    async ({ user }) => {
      const maya = await user();
      expectProblem(await upload(maya, 'a.png', 'image/png', 'no picture'), 'unsupported_media_type');
      expectProblem(await upload(maya, 'a.jpg', 'image/jpeg', PNG), 'unsupported_media_type');
      expectProblem(await upload(maya, 'a.txt', 'text/plain', Uint8Array.of(0xff, 0xfe, 0)), 'unsupported_media_type');
      expectProblem(await upload(maya, 'a.txt', 'text/plain', ''), 'invalid_request');
    },
  ],
  'names-lose-what-is-not-theirs': [
    'A name loses folders, control characters and marks of direction; one of which nothing is left is 400.',
    async ({ user }) => {
      const maya = await user();
      const { name } = await keep(maya, '../../etc/a\u202eb\u0007.txt', 'text/plain', 'x');
      expectEqual(name, 'ab.txt', 'name');
      expectProblem(await upload(maya, '../..', 'text/plain', 'x'), 'invalid_request', 'name');
    },
  ],
  'parts-of-a-file-are-read': [
    'A `Range` is answered with 206 and that part, one beyond the end with 416, and who has the file with 304.',
    async ({ user, anyone }) => {
      const kept = await keep(await user(), 'a.txt', 'text/plain', '0123456789');
      const read = (headers: Record<string, string>) => anyone.fetch('GET', fileOf(kept), { headers });
      for (const [range, text] of [
        ['bytes=2-4', '234'],
        ['bytes=7-', '789'],
        ['bytes=-2', '89'],
      ] as const) {
        const part = await read({ range });
        if (part.status !== 206 || part.text !== text) failExchange(part, `206 and ${text} for ${range}`);
      }
      const beyond = await read({ range: 'bytes=10-' });
      if (beyond.status !== 416) failExchange(beyond, '416');
      const etag = (await read({})).headers.get('etag') ?? '';
      const known = await read({ 'if-none-match': etag });
      if (known.status !== 304) failExchange(known, `304 for the ETag ${etag}`);
    },
  ],
  'addresses-cannot-be-guessed': [
    'A file under another id or another name is 404 `not_found`.',
    async ({ user, anyone }) => {
      const kept = await keep(await user(), 'a.txt', 'text/plain', 'x');
      const other = kept.id.slice(0, -1) + (kept.id.endsWith('a') ? 'b' : 'a');
      expectProblem(await anyone.send('GET', fileOf({ ...kept, id: other })), 'not_found');
      expectProblem(await anyone.send('GET', fileOf({ ...kept, name: 'b.txt' })), 'not_found');
    },
  ],
  'owners-remove-their-files': [
    'Who uploaded a file removes it, others may not; it is gone then.',
    async ({ pair, anyone }) => {
      const [maya, leo] = await pair();
      const kept = await keep(maya, 'a.txt', 'text/plain', 'x');
      const request = { params: { uploadId: kept.id } };
      await leo.refused('removeUpload', request, 'not_found');
      expectEqual(await maya.ok('removeUpload', request), { id: kept.id, removed: true }, 'the answer');
      expectProblem(await anyone.send('GET', fileOf(kept)), 'not_found');
      await maya.refused('removeUpload', request, 'not_found');
    },
  ],
  'uploads-are-repeated': [
    'An upload that is repeated with its `Idempotency-Key` is the same file; other bytes are 422 `idempotency_mismatch`.',
    async ({ user, name }) => {
      const maya = await user();
      const key = name('key');
      const first = maya.take('createUpload', await upload(maya, 'a.txt', 'text/plain', 'x', key));
      const second = maya.take('createUpload', await upload(maya, 'a.txt', 'text/plain', 'x', key));
      expectEqual(second, first, 'the second answer');
      expectProblem(await upload(maya, 'a.txt', 'text/plain', 'y', key), 'idempotency_mismatch');
    },
  ],
});
