import type { BlobStore } from '../blob-store.js';
import { concat } from '../concat.js';
import { createS3Client, failure, type S3Call, type S3Options } from './s3-client.js';

/** Bytes that go in one call, and all that an upload holds in memory but for a copy. S3 asks for at least 5 MiB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Keeps files in a bucket of S3 or of what speaks like it (MinIO, Cloudflare R2); the bucket stays private. */
export function createS3BlobStore(options: S3Options): BlobStore {
  const call = createS3Client(options);
  return {
    async put(key, chunks) {
      const parts = inParts(chunks, PART_BYTES)[Symbol.asyncIterator]();
      const first = await parts.next();
      const body = first.done ? new Uint8Array() : first.value.bytes;
      if (first.done || first.value.last) await release(call({ method: 'PUT', key, headers: OPAQUE, body }));
      else await putInParts(call, key, body, parts);
    },
    async get(key, range) {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const response = await call({ method: 'GET', key, headers, accept: [404] });
      if (response.ok && response.status === (range ? 206 : 200)) return response.body;
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw new Error(
        `The S3 storage answered ${response.status} where ${range ? 'a range' : 'a file'} was asked for.`,
      );
    },
    async delete(key) {
      await release(call({ method: 'DELETE', key, accept: [404] }));
    },
  };
}

/** The backend says what a file is; the bucket need not know. */
const OPAQUE = { 'content-type': 'application/octet-stream' };

type Send = (call: S3Call) => Promise<Response>;

interface Part {
  bytes: Uint8Array<ArrayBuffer>;
  last: boolean;
}

async function putInParts(
  call: Send,
  key: string,
  first: Uint8Array<ArrayBuffer>,
  rest: AsyncIterator<Part>,
): Promise<void> {
  const started = await call({ method: 'POST', key, query: { uploads: '' }, headers: OPAQUE });
  const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(await started.text())?.[1];
  if (uploadId === undefined) throw new Error('The S3 storage began an upload without naming it.');
  const etags: string[] = [];
  const send = async (body: Uint8Array<ArrayBuffer>) => {
    const query = { partNumber: String(etags.length + 1), uploadId };
    const response = await release(call({ method: 'PUT', key, query, body }));
    etags.push(response.headers.get('etag') ?? '');
  };
  try {
    await send(first);
    for (let part = await rest.next(); !part.done; part = await rest.next()) await send(part.value.bytes);
    const list = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
    const body = new TextEncoder().encode(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
    const ended = await call({ method: 'POST', key, query: { uploadId }, body });
    // The service begins to answer 200 before it knows.
    if ((await ended.clone().text()).includes('<Error>')) throw await failure('POST', ended);
    await ended.body?.cancel();
  } catch (error) {
    await release(call({ method: 'DELETE', key, query: { uploadId }, accept: [404] })).catch(() => {});
    throw error;
  }
}

async function release(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  await response.body?.cancel();
  return response;
}

/** Chunks as parts of a size, the last of them shorter. */
async function* inParts(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Part> {
  let waiting: Uint8Array[] = [];
  let filled = 0;
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.byteLength > 0; ) {
      if (filled === bytes) {
        yield { bytes: concat(waiting), last: false };
        [waiting, filled] = [[], 0];
      }
      const piece = rest.subarray(0, bytes - filled);
      waiting.push(piece);
      filled += piece.byteLength;
      rest = rest.subarray(piece.byteLength);
    }
  }
  yield { bytes: concat(waiting), last: true };
}
