import type { BlobStore } from './blob-store.js';
import { ANY_TYPE, isActiveType, MEDIA_TYPES, type MediaType } from './media-types.js';
import { createMemoryBlobStore } from './stores/memory-blob-store.js';

/** How uploads are kept and which are taken. */
export interface UploadOptions {
  /** Where the bytes go; by default the memory of this process, 256 MiB for all files. */
  store?: BlobStore;
  /** Bytes of a file; default 25 MiB. */
  maxBytes?: number;
  /**
   * The media types that are taken, in place of the default list. `application/octet-stream` takes any file and gives
   * it out to be saved; types that browsers run, such as `text/html` and `image/svg+xml`, cannot be listed.
   */
  types?: readonly string[];
  /** Where this server is seen from outside, such as `https://pulse.example.com`; by default as the caller names it. */
  publicUrl?: string;
}

export interface UploadConfig {
  readonly store: BlobStore;
  readonly maxBytes: number;
  readonly types: ReadonlyMap<string, MediaType>;
  readonly publicUrl: string | null;
}

const DEFAULT_MAX_BYTES = 25 * 1024 * 1024;

/** Throws a `TypeError` for options that would only fail later, or open a hole. */
export function readUploadOptions(options: UploadOptions = {}): UploadConfig {
  const { store = createMemoryBlobStore(), maxBytes = DEFAULT_MAX_BYTES, publicUrl } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) throw new TypeError('uploads.maxBytes must be a whole number.');
  if (publicUrl !== undefined && !/^https?:\/\/[^/?#]+(\/[^?#]*)?$/.test(publicUrl)) {
    throw new TypeError('uploads.publicUrl must be an address such as https://pulse.example.com.');
  }
  const types = (options.types ?? Object.keys(MEDIA_TYPES)).map((type) => [type, ruleOf(type)] as const);
  return { store, maxBytes, types: new Map(types), publicUrl: publicUrl?.replace(/\/$/, '') ?? null };
}

function ruleOf(type: string): MediaType {
  if (!/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/.test(type)) {
    throw new TypeError(`uploads.types: ${type} must be a media type in lower case, without parameters.`);
  }
  if (isActiveType(type)) {
    throw new TypeError(`uploads.types: browsers run ${type}, so it cannot be taken; ${ANY_TYPE} takes any file.`);
  }
  return MEDIA_TYPES[type] ?? { sniffed: [type] };
}
