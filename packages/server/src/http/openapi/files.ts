import type { Header, MediaType, Response } from './document.js';
import { headersOf } from './headers.js';

/** Bytes of any type. */
export const BYTES: Record<string, MediaType> = {
  '*/*': { schema: { type: 'string', format: 'binary', description: 'The bytes of the file.' } },
};

const text = (description: string): Header => ({ description, schema: { type: 'string' } });

const FILE_HEADERS = {
  'Content-Disposition': text('`inline` for pictures, sound and film, else `attachment`; and the name.'),
  'Content-Security-Policy': text("`default-src 'none'; sandbox`: nothing in the file is run."),
  ETag: text('Stays as long as the file, which never changes.'),
};
const CONTENT_RANGE = text('Where the part stands in the file, as in `bytes 0-99/48211`.');

/** What a call that answers a file may answer. */
export const FILE_RESPONSES: Record<string, Response> = {
  200: { description: 'The file.', headers: { ...headersOf(200), ...FILE_HEADERS }, content: BYTES },
  206: {
    description: 'The part that `Range` asked for.',
    headers: { ...headersOf(206), ...FILE_HEADERS, 'Content-Range': CONTENT_RANGE },
    content: BYTES,
  },
  304: { description: 'The caller has the file: its `If-None-Match` names it.', headers: headersOf(304) },
  416: {
    description: 'The file has no such part.',
    headers: { ...headersOf(416), 'Content-Range': CONTENT_RANGE },
  },
};
