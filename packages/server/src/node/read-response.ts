import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SafeFetchError } from './safe-fetch-error.js';

export interface ReadBody {
  body: Uint8Array;
  /** More was to come than was asked for. */
  truncated: boolean;
}

/** Servers that cut their stream short are read as far as they came. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };

const DECODERS = {
  gzip: () => createGunzip(LENIENT),
  'x-gzip': () => createGunzip(LENIENT),
  deflate: () => createInflate(LENIENT),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** Reads at most `maxBytes` decoded bytes and then hangs up: a few bytes that unpack to gigabytes cost no more. */
export async function readResponse(response: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of decode(response) as AsyncIterable<Buffer>) {
      const rest = maxBytes - length;
      if (chunk.length > rest) {
        chunks.push(chunk.subarray(0, rest));
        return { body: Buffer.concat(chunks), truncated: true };
      }
      chunks.push(chunk);
      length += chunk.length;
    }
    return { body: Buffer.concat(chunks), truncated: false };
  } finally {
    response.destroy();
  }
}

function decode(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return response;
  if (!isDecoder(encoding)) {
    throw new SafeFetchError('bad_encoding', 'The answer has an encoding that was not asked for.');
  }
  // Errors come out of the decoder when it is read.
  return pipeline(response, DECODERS[encoding](), () => {});
}

const isDecoder = (encoding: string): encoding is keyof typeof DECODERS => Object.hasOwn(DECODERS, encoding);
