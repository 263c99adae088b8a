import { z } from 'zod';
import { identity } from '../schema.js';

/** Characters of a file's name. */
const NAME_CHARS = 255;

export const uploadId = z
  .string()
  .regex(/^[0-7][0-9a-hjkmnp-tv-z]{51}$/, "must be an upload's id")
  .meta({ description: 'A ULID and 130 random bits: whoever knows it may read the file.' });
const name = z.string().min(1).max(NAME_CHARS);
const pixels = z.int().min(1);

export const uploadSchema = z
  .strictObject({
    id: uploadId,
    url: z.url({ protocol: /^https?$/ }).meta({ description: 'Whoever has it can read the file.' }),
    name: name.meta({ description: 'As it was sent, without folders, control characters and marks of direction.' }),
    mimeType: z.string().meta({ description: 'The declared type, which the bytes bear out.' }),
    size: z.int().min(1).meta({ description: 'Bytes.' }),
    width: pixels.optional().meta({ description: 'Pixels of an image, as it is stored: before its EXIF rotation.' }),
    height: pixels.optional().meta({ description: 'Pixels of an image, as it is stored: before its EXIF rotation.' }),
  })
  .meta({ id: 'Upload' });

/** A body of bytes as a server reads it. */
export interface UploadBody {
  /** The media type without its parameters, in lower case; empty where none was sent. */
  readonly type: string;
  /** The bytes, to be read once. Fails with `body_too_large` where they are too many. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export const createUploadQuery = z.strictObject({ name, userId: identity.optional() });
export const uploadBody = z.custom<UploadBody>();
export const fileParams = z.strictObject({ uploadId, name });
/** The file itself, with the headers that keep it harmless. */
export const fileAnswer = z.custom<Response>();
export const uploadParams = z.strictObject({ uploadId });
export const removedUploadSchema = z.strictObject({ id: uploadId, removed: z.literal(true) });

export type Upload = z.infer<typeof uploadSchema>;
export type RemovedUpload = z.infer<typeof removedUploadSchema>;
