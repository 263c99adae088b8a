/** A part of a file, in bytes; both ends are in it. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Keeps the bytes of uploads. Keys are made by the backend, of `a-z` and `0-9`, and each is written once. */
export interface BlobStore {
  /** Resolves when the bytes are kept for good. What fails, or whose source fails, leaves nothing to be read. */
  put(key: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Null where there is nothing under the key. */
  get(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** Deleting what is not there changes nothing. */
  delete(key: string): Promise<void>;
}
