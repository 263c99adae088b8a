import { ApiError } from '../api-error.js';

/** Lets UTF-8 without NUL through. Fails with `unsupported_media_type`. */
export async function* checkText(chunks: AsyncIterable<Uint8Array>, type: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (chunk?: Uint8Array) => {
    try {
      if (!decoder.decode(chunk, { stream: chunk !== undefined }).includes('\0')) return;
    } catch {
      // Refused below.
    }
    throw new ApiError('unsupported_media_type', `${type} was declared, but the bytes are not UTF-8 text without NUL.`);
  };
  for await (const chunk of chunks) {
    check(chunk);
    yield chunk;
  }
  check();
}
