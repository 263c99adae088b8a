import type { BlobStore } from '../blob-store.js';
import { concat } from '../concat.js';

/** Bytes of all files together. */
const DEFAULT_TOTAL = 256 * 1024 * 1024;

/** Keeps files in memory, up to a total; they are gone with the process. */
export function createMemoryBlobStore({ maxTotalBytes = DEFAULT_TOTAL } = {}): BlobStore {
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Of what is kept and of what is on its way. */
  let total = 0;
  return {
    async put(key, chunks) {
      const parts: Uint8Array[] = [];
      let bytes = 0;
      try {
        for await (const chunk of chunks) {
          if (total + chunk.byteLength > maxTotalBytes) {
            throw new Error(`The memory for files, ${maxTotalBytes} bytes, is used up.`);
          }
          total += chunk.byteLength;
          bytes += chunk.byteLength;
          parts.push(chunk.slice());
        }
      } catch (error) {
        total -= bytes;
        throw error;
      }
      blobs.set(key, concat(parts));
    },
    async get(key, range) {
      const blob = blobs.get(key);
      if (!blob) return null;
      return new Blob([range ? blob.subarray(range.start, range.end + 1) : blob]).stream();
    },
    async delete(key) {
      total -= blobs.get(key)?.byteLength ?? 0;
      blobs.delete(key);
    },
  };
}
