import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ACCESS_KEY = 'AKIDPULSETEST';
export const SECRET_KEY = 'secret/of+the/bucket';
export const REGION = 'eu-test-1';
export const BUCKET = 'files';
/** What S3 asks of every part but the last. */
const MIN_PART = 5 * 1024 * 1024;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature Version 4 as its documentation tells it, written anew: null when the call is signed well. */
function findFault(request: IncomingMessage, body: Buffer): string | null {
  const { headers, method, url = '' } = request;
  const [, credential = '', signed = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const [accessKey, day = '', region = '', service = '', end] = credential.split('/');
  if (accessKey !== ACCESS_KEY || region !== REGION || service !== 's3' || end !== 'aws4_request')
    return 'AccessDenied';
  const date = String(headers['x-amz-date']);
  const time = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  if (!date.startsWith(day) || !(Math.abs(Date.now() - time) < 900_000)) return 'RequestTimeTooSkewed';
  if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date']) {
    if (!signed.split(';').includes(needed)) return 'AccessDenied';
  }
  const { pathname, searchParams } = new URL(url, 'http://s3.test');
  const query = [...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}`);
  const canonical = [method, pathname, query.join('&'), ...lines, '', signed, sha256(body)].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${SECRET_KEY}`, day));
  const expected = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex');
  return expected === signature ? null : 'SignatureDoesNotMatch';
}

/** A small S3 over real HTTP: objects of one bucket, in parts too, for calls that are signed well. */
export async function startS3Server() {
  const objects = new Map<string, Buffer>();
  const multiparts = new Map<string, Map<number, Buffer>>();
  /** What was called, and the next answers to be errors. */
  const calls: string[] = [];
  const failures: { method: string; status: number; code: string }[] = [];

  const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;
  interface Answer {
    status: number;
    body?: string | Buffer;
    headers?: Record<string, string>;
  }
  const fail = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code></Error>` });

  function answer(request: IncomingMessage, body: Buffer): Answer {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.test');
    const isHost = request.headers.host?.startsWith(`${BUCKET}.`) ?? false;
    if (!isHost && !pathname.startsWith(`/${BUCKET}/`)) return fail(404, 'NoSuchBucket');
    const key = isHost ? pathname.slice(1) : pathname.slice(BUCKET.length + 2);
    const { method = '' } = request;
    calls.push(`${method} ${searchParams.has('uploads') ? 'begin' : (searchParams.get('partNumber') ?? '')}`.trim());
    const fault = findFault(request, body);
    if (fault) return fail(403, fault);
    if (failures[0]?.method === method) {
      const { status, code } = failures.shift() ?? { status: 500, code: 'InternalError' };
      return fail(status, code);
    }
    const uploadId = searchParams.get('uploadId');
    const parts = uploadId === null ? undefined : multiparts.get(uploadId);
    if (uploadId !== null && !parts) return fail(404, 'NoSuchUpload');
    if (method === 'POST' && searchParams.has('uploads')) {
      const id = randomBytes(12).toString('base64');
      multiparts.set(id, new Map());
      return { status: 200, body: `<R><Bucket>${BUCKET}</Bucket><UploadId>${id}</UploadId></R>` };
    }
    if (method === 'PUT') {
      if (parts) parts.set(Number(searchParams.get('partNumber')), body);
      else objects.set(key, body);
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    if (method === 'POST' && parts) {
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(\S+?)<\/ETag>/g)];
      const found = named.map(([, number]) => parts.get(Number(number)) ?? Buffer.alloc(0));
      if (found.length !== parts.size || found.some((part, at) => etagOf(part) !== named[at]?.[2])) {
        return fail(400, 'InvalidPart');
      }
      // As S3 does: it has begun to answer before it knows.
      if (found.slice(0, -1).some((part) => part.length < MIN_PART)) return fail(200, 'EntityTooSmall');
      objects.set(key, Buffer.concat(found));
      multiparts.delete(uploadId ?? '');
      return { status: 200, body: '<CompleteMultipartUploadResult/>' };
    }
    if (method === 'DELETE') {
      if (parts) multiparts.delete(uploadId ?? '');
      else objects.delete(key);
      return { status: 204 };
    }
    const object = objects.get(key);
    if (!object) return fail(404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (start === undefined) return { status: 200, body: object };
    return { status: 206, body: object.subarray(Number(start), Number(end) + 1) };
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body, headers } = answer(request, Buffer.concat(chunks));
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    objects,
    multiparts,
    calls,
    failures,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type S3Server = Awaited<ReturnType<typeof startS3Server>>;
