import { SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { findRefusal } from '../find-refusal.js';

export interface Body {
  /** As it came, for the idempotency hash. */
  text: string;
  /** Undefined when the request had none. */
  json: unknown;
}

/**
 * Reads a JSON body of at most 256 KiB. Throws `body_too_large`, `unsupported_media_type`, `invalid_json`,
 * or `invalid_request` for keys that name a prototype.
 */
export async function readBody(request: Request): Promise<Body> {
  const text = await readText(request);
  if (text === '') return { text, json: undefined };
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ApiError('invalid_json', 'The body could not be read as JSON.', { cause });
  }
  const refusal = findRefusal(json);
  if (refusal) throw new ApiError('invalid_request', refusal.detail, { param: refusal.param });
  return { text, json };
}

async function readText(request: Request): Promise<string> {
  const tooLarge = () =>
    new ApiError('body_too_large', `The body is over ${SERVER_LIMITS.bodyBytes} bytes; send less at a time.`);
  if (Number(request.headers.get('content-length') ?? 0) > SERVER_LIMITS.bodyBytes) throw tooLarge();
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      bytes += read.value.byteLength;
      if (bytes > SERVER_LIMITS.bodyBytes) throw tooLarge();
      text += decoder.decode(read.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (cause) {
    void reader.cancel().catch(() => {});
    if (cause instanceof ApiError) throw cause;
    throw new ApiError('invalid_json', 'The body could not be read as UTF-8.', { cause });
  }
}
