import type { UploadBody } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { createBlockHash } from './block-hash.js';

export interface ByteBody {
  body: UploadBody;
  /** Reads what is left, and names what was read for the idempotency hash. */
  digest(): Promise<string>;
  /** Reads no more. */
  release(): void;
}

/** Reads a body of any type as it comes. Throws `body_too_large`: at once where the length is declared, else when it is passed. */
export function readBytes(request: Request, maxBytes: number): ByteBody {
  const tooLarge = () => new ApiError('body_too_large', `The body is over ${maxBytes} bytes; send a smaller file.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const reader = request.body?.getReader();
  const hash = createBlockHash();
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';

  async function next(): Promise<Uint8Array | undefined> {
    try {
      return (await reader?.read())?.value;
    } catch (cause) {
      throw new ApiError('invalid_request', 'The body ended before all of it had come; send it again.', { cause });
    }
  }
  async function* read() {
    let bytes = 0;
    for (let chunk = await next(); chunk; chunk = await next()) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      await hash.add(chunk);
      yield chunk;
    }
  }

  const chunks = read();
  return {
    body: { type, chunks },
    async digest() {
      for await (const _ of chunks);
      return `${type} ${await hash.end()}`;
    },
    release: () => void reader?.cancel().catch(() => {}),
  };
}
