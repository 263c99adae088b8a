const STORE = 'image';
/**
 * Chromium hands values of 64 KB on as blobs, which it fetches from the page later on: what a page writes while it is
 * left would be lost. Smaller ones go along with the call.
 */
const CHUNK_BYTES = 32_768;
const NOTHING: Uint8Array = new Uint8Array();

/** Where the image of a database is kept. */
export interface ImageStore {
  /** What is kept; undefined where nothing is. Rejects where it is not of this store. */
  read(): Promise<Uint8Array | undefined>;
  /** Keeps an image whole, or rejects and keeps the one before. What it needs of the page is done when it returns. */
  write(image: Uint8Array<ArrayBuffer>): Promise<void>;
  delete(): Promise<void>;
  close(): void;
}

/** Opens an IndexedDB database with room for one image, so that it can be deleted by its name. */
export async function openImageStore(name: string): Promise<ImageStore> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  // Whoever deletes it need not wait for this page.
  database.onversionchange = () => database.close();
  /** What is known to be kept, so that of an image only what has changed is written. */
  let kept = NOTHING;
  let writing = 0;

  async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => T): Promise<T> {
    const transaction = database.transaction(STORE, mode);
    const value = work(transaction.objectStore(STORE));
    // Said now, it is done even if this page ends before the answer.
    transaction.commit();
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser gave up the transaction'));
    });
    return value;
  }

  return {
    async read() {
      const { result } = await run('readonly', (store) => store.getAll());
      kept = join(result);
      return result.length === 0 ? undefined : kept;
    },
    async write(image) {
      // Over a write that may yet fail nothing is left out.
      const before = writing > 0 ? NOTHING : kept;
      kept = image;
      writing++;
      try {
        await run('readwrite', (store) => {
          for (let at = 0; at < image.length; at += CHUNK_BYTES) {
            const chunk = image.subarray(at, at + CHUNK_BYTES);
            // A copy, for else the whole image would go along.
            if (!isSame(chunk, before.subarray(at, at + CHUNK_BYTES))) store.put(chunk.slice(), at / CHUNK_BYTES);
          }
          store.delete(IDBKeyRange.lowerBound(Math.ceil(image.length / CHUNK_BYTES)));
        });
      } catch (error) {
        kept = NOTHING;
        throw error;
      } finally {
        writing--;
      }
    },
    async delete() {
      kept = NOTHING;
      await run('readwrite', (store) => store.clear());
    },
    close: () => database.close(),
  };
}

function join(chunks: unknown[]): Uint8Array {
  if (!chunks.every((chunk) => chunk instanceof Uint8Array)) throw new Error('it is no SQLite database');
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, n) => byte === b[n]);
