import { AwsV4Signer } from 'aws4fetch';
import { type Clock, systemClock } from '../../clock.js';

export interface S3Options {
  /** Of the service and without the bucket, such as `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  /** `auto` for Cloudflare R2. */
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Stands before the name of every object, such as `pulse/`. */
  prefix?: string;
  /** `https://endpoint/bucket/key`, as MinIO has it; false for `https://bucket.endpoint/key`. Default true. */
  pathStyle?: boolean;
  fetch?: typeof fetch;
  clock?: Clock;
}

export interface S3Call {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  /** Statuses that are an answer, besides those of success. */
  accept?: readonly number[];
}

/** Until the headers of an answer are there. */
const TIMEOUT_MS = 60_000;

/** Makes calls with Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html). */
export function createS3Client(options: S3Options): (call: S3Call) => Promise<Response> {
  const { accessKeyId, secretAccessKey, sessionToken, region } = options;
  const { fetch = globalThis.fetch, clock = systemClock } = options;
  const base = baseUrl(options);

  return async ({ method, key, query = {}, headers = {}, body, accept = [] }) => {
    const url = new URL(`${base}/${options.prefix ?? ''}${key}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': await sha256Hex(body ?? new Uint8Array()) },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      datetime: new Date(clock.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
    }).sign();
    const aborter = new AbortController();
    const cancel = clock.setTimeout(
      () => aborter.abort(new Error(`The S3 storage did not answer in ${TIMEOUT_MS} ms.`)),
      TIMEOUT_MS,
    );
    try {
      const response = await fetch(signed.url, {
        method,
        headers: signed.headers,
        signal: aborter.signal,
        ...(body === undefined ? {} : { body }),
      });
      if (response.ok || accept.includes(response.status)) return response;
      throw await failure(method, response);
    } finally {
      cancel();
    }
  };
}

function baseUrl({ endpoint, bucket, pathStyle = true }: S3Options): string {
  const url = new URL(endpoint);
  if (pathStyle) url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}`;
  else url.hostname = `${bucket}.${url.hostname}`;
  return url.href.replace(/\/$/, '');
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Names what the service said, never the address: a signed one would be a credential. */
export async function failure(method: string, response: Response): Promise<Error> {
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(await response.text())?.[1];
  return new Error(`The S3 storage answered ${response.status}${code ? ` (${code})` : ''} to a ${method}.`);
}
