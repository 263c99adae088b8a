import { ApiError } from '../api-error.js';
import { checkText } from './check-text.js';
import { type ImageSize, imageSize, isSized } from './image-size.js';
import { ANY_TYPE, isActiveName } from './media-types.js';
import { sniffType } from './sniff-type.js';
import { splitHead } from './split-head.js';
import type { UploadConfig } from './upload-config.js';

/** As far as the header of a JPEG with a large profile and thumbnail reaches; held in memory until the file is looked at. */
const HEAD_BYTES = 1024 * 1024;
/** Pixels of an image: 200 MB once it is decoded. */
const MAX_PIXELS = 50_000_000;

export interface Inspected {
  size: ImageSize | null;
  /** The bytes, to be read once; they fail with `unsupported_media_type` where text is none. */
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Looks at what a file begins with: whether it may be taken and is what it is said to be. Throws
 * `unsupported_media_type`, or `invalid_request` for an empty file and for an image of too many pixels.
 */
export async function inspectUpload(
  { types }: Pick<UploadConfig, 'types'>,
  name: string,
  type: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Inspected> {
  const rule = types.get(type);
  if (!rule) throw unsupported(`Files of ${type || 'no declared type'} are not taken here; send another format.`);
  if (type !== ANY_TYPE && isActiveName(name)) {
    throw unsupported(`A file called ${name} would be opened as a page or a script; ${type} needs another ending.`);
  }
  const { head, whole } = await splitHead(bytes, HEAD_BYTES);
  if (head.byteLength === 0) throw new ApiError('invalid_request', 'The file is empty.', { param: 'body' });
  if (type === ANY_TYPE) return { size: null, chunks: whole };
  const sniffed = await sniffType(head);
  if (sniffed === undefined ? !rule.text : !rule.sniffed.includes(sniffed)) {
    throw unsupported(`${type} was declared, but the bytes are ${sniffed ?? 'of no type that is known'}.`);
  }
  return { size: isSized(type) ? sizeOf(type, head) : null, chunks: rule.text ? checkText(whole, type) : whole };
}

function sizeOf(type: string, head: Uint8Array): ImageSize {
  const size = imageSize(type, head);
  if (!size) throw unsupported(`${type} was declared, but the header of the image does not tell its size.`);
  if (size.width * size.height <= MAX_PIXELS) return size;
  throw new ApiError(
    'invalid_request',
    `The image has ${size.width} × ${size.height} pixels; send one of at most ${MAX_PIXELS / 1e6} megapixels.`,
    { param: 'body' },
  );
}

const unsupported = (detail: string) => new ApiError('unsupported_media_type', detail, { param: 'Content-Type' });
