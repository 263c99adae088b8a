import { gzipSync } from 'node:zlib';
import type { Upload } from '@pulse-io/protocol';
import type { Backend } from '../create-backend.js';
import type { TestBackend } from '../testing/test-backend.js';

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
export const utf8 = (text: string) => new TextEncoder().encode(text);

/** Pictures of 3 × 2 pixels as Chromium encodes them, and a GIF of one. */
export const PNG = bytes(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWL6z8DwH4aZGJAAAAAA//+GpNPhAAAABklEQVQDAHTzBf+1yIrkAAAAAElFTkSuQmCC',
);
export const JPEG = bytes(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQA1j/2Q==',
);
export const WEBP_LOSSY = bytes('UklGRjQAAABXRUJQVlA4ICgAAACQAQCdASoDAAIAB0CWJaACdLoAA5gA/uUK+Cepco/+N48CvJdjoAAA');
export const WEBP_LOSSLESS = bytes('UklGRhwAAABXRUJQVlA4TA8AAAAvAkAAAAcQ/Y/+ByKi/wEA');
export const WEBP_EXTENDED = bytes(
  'UklGRlYAAABXRUJQVlA4WAoAAAAQAAAAAgAAAQAAQUxQSAcAAAAAgICAgICAAFZQOCAoAAAAkAEAnQEqAwACAAdAliWgAnS6AAOYAP7lCvgnqXKP/jePAryXY6AAAA==',
);
export const GIF = bytes('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');

export const PDF = utf8('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj<<>>endobj\n');
/** An archive with one stored entry, as far as a reader needs to see that it is one. */
export const ZIP = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 20, ...new Uint8Array(25), ...utf8('a.txt')]);
/** 64 MiB of zeros in 64 KiB: what a careless server would unpack. */
export const bomb = () => new Uint8Array(gzipSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }));

/** Bytes with others from a place on. */
export function patched(source: Uint8Array, at: number, ...values: number[]): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(source);
  copy.set(values, at);
  return copy;
}

export interface UploadCall {
  name?: string;
  type?: string;
  body: BodyInit;
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

export type Uploader = <T = Upload>(call: UploadCall) => Promise<{ status: number; headers: Headers; body: T }>;

/** Uploads bytes with some credentials. */
export function uploader(backend: Backend, credentials: Record<string, string>): Uploader {
  return async <T>({ name = 'file', type = 'text/plain', body, headers = {}, query = {} }: UploadCall) => {
    const search = new URLSearchParams({ name, ...query });
    const init = {
      method: 'POST',
      headers: { ...credentials, 'content-type': type, ...headers },
      body,
      duplex: 'half',
    };
    const response = await backend.fetch(new Request(`http://pulse.test/v1/uploads?${search}`, init));
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  };
}

/** Uploads as a user of project A. */
export async function uploaderOf(t: TestBackend, identity: string): Promise<Uploader & { token: string }> {
  const { token } = await t.a.user(identity);
  const upload = uploader(t.backend, { 'x-pulse-key': t.a.apiKey, authorization: `Bearer ${token}` });
  return Object.assign(upload, { token });
}

/** Reads a file with no credentials. */
export const download = (t: TestBackend, url: string, headers: Record<string, string> = {}, method = 'GET') =>
  t.backend.fetch(new Request(url, { method, headers }));

export const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
