import type { UploadBody } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { actingUser } from '../caller.js';
import type { Ctx } from '../context.js';
import type { Services } from '../services.js';
import { cleanName } from './clean-name.js';
import { inspectUpload } from './inspect-upload.js';
import { removeBlob } from './remove-blob.js';
import type { UploadDraft } from './upload-draft.js';
import { insertUpload } from './upload-store.js';

/** Base-32 digits after the ULID: 130 bits that nobody can guess. */
const SECRET_DIGITS = 26;
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

export interface NewUpload {
  name: string;
  /** Whose it is. With server credentials it may be nobody's. */
  userId?: string | undefined;
}

/**
 * Keeps a file: its bytes first, then the row that speaks of them. Rejects with `forbidden_user`, `invalid_request`,
 * `unsupported_media_type`, `body_too_large` or `storage_unavailable`.
 */
export async function createUpload(ctx: Ctx, input: NewUpload, body: UploadBody): Promise<UploadDraft> {
  const { services, projectId, caller } = ctx;
  const userId = caller.kind === 'server' ? (input.userId ?? null) : actingUser(caller, input.userId);
  const name = cleanName(input.name);
  const { size: pixels, chunks } = await inspectUpload(services.uploads, name, body.type, body.chunks);
  const id = services.nextId() + secret(services.random);
  const size = await putBlob(services, id, chunks);
  const draft = { id, name, mimeType: body.type, size, width: pixels?.width ?? null, height: pixels?.height ?? null };
  try {
    return await ctx.write(async ({ db }) => {
      await insertUpload(db, { ...draft, projectId, userId, createdAt: ctx.now() });
      return draft;
    });
  } catch (error) {
    // A commit whose outcome is not known may have kept the row: rather bytes without a row than a row without bytes.
    if (!services.storage.isUnavailable(error)) await removeBlob(services, id);
    throw error;
  }
}

const secret = (random: () => number): string =>
  Array.from({ length: SECRET_DIGITS }, () => DIGITS.charAt(Math.floor(random() * DIGITS.length))).join('');

/** Stores the bytes and answers how many they were. */
async function putBlob(
  { uploads, logger }: Pick<Services, 'uploads' | 'logger'>,
  id: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  let size = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      yield chunk;
    }
  }
  try {
    await uploads.store.put(id, counted());
    return size;
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    logger.error('a file could not be stored', { error: String(cause) });
    throw new ApiError('storage_unavailable', 'The server cannot keep files now; send it again later.', {
      retryAfterSeconds: 5,
      cause,
    });
  }
}
