import type { Upload } from '@pulse-io/protocol';
import type { Logger } from '../lib/logger.js';
import type { Http } from '../transport/http.js';
import { sendByXhr } from './send-by-xhr.js';

/** Handed over and not imported: shared with what every page loads first, it would split that. */
export interface UploadDeps {
  http: Pick<Http, 'call'>;
  logger: Logger;
}

export interface UploadProgress {
  /** Bytes that have left; begins anew when a call is repeated. */
  sentBytes: number;
  totalBytes: number;
}

export interface UploadOptions {
  /** A `File` has one of its own. */
  name?: string | undefined;
  /** A `Blob` has one of its own; must be what the bytes are. */
  mimeType?: string | undefined;
  /** Whose it is; with an apiSecret only. */
  userId?: string | undefined;
  /** Often in browsers; elsewhere once, at the end. */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Aborting it rejects the upload with `aborted`. */
  signal?: AbortSignal | undefined;
  /** The same for each time that the same file is meant; made where it is left out. */
  idempotencyKey?: string | undefined;
}

/** A try may take a minute, and longer by the time that its bytes need on a line of 128 kbit/s. */
const BASE_MS = 60_000;
const BYTES_PER_MS = 16;

/**
 * Uploads a file, repeated as every call is. Rejects with `body_too_large`, `unsupported_media_type` where the bytes
 * are not of the declared type or the type is not taken, `invalid_request`, or as any call.
 */
export async function upload(
  { http, logger }: UploadDeps,
  file: Blob | Uint8Array<ArrayBuffer>,
  { name, mimeType, userId, onProgress, signal, idempotencyKey }: UploadOptions = {},
): Promise<Upload> {
  const [totalBytes, ownType] = file instanceof Uint8Array ? [file.byteLength, ''] : [file.size, file.type];
  const report = (sentBytes: number) => {
    try {
      onProgress?.({ sentBytes, totalBytes });
    } catch (error) {
      logger.error('Pulse: a listener threw.', error);
    }
  };
  const isWatched = onProgress !== undefined && 'XMLHttpRequest' in globalThis;
  const answer = await http.call(
    'createUpload',
    { query: { name: name ?? nameOf(file), userId } },
    {
      signal,
      timeoutMs: BASE_MS + totalBytes / BYTES_PER_MS,
      ...(idempotencyKey ? { idempotencyKey } : {}),
      raw: {
        type: mimeType ?? (ownType || 'application/octet-stream'),
        bytes: file,
        send: isWatched ? sendByXhr(report) : undefined,
      },
    },
  );
  report(totalBytes);
  return answer;
}

const nameOf = (file: Blob | Uint8Array): string => ('name' in file && String(file.name)) || 'file';
