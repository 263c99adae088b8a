import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { BlobStore } from '../uploads/blob-store.js';

const KEY = /^[0-9a-z]{8,128}$/;
/** A file that was begun so long ago is what a crash left behind. */
const STALE_MS = 24 * 3600 * 1000;

/**
 * Keeps files in a folder, made where it is missing. A file gets its name when its bytes have reached the disk, so that
 * none is ever half there; a crash leaves at most a file in `unfinished`, removed a day later by the next start.
 */
export async function openBlobFolder(folder: string): Promise<BlobStore> {
  const unfinished = join(folder, 'unfinished');
  await mkdir(unfinished, { recursive: true });
  await removeStale(unfinished);

  /** Two letters of a key's end make a folder: no folder holds too many files. */
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new TypeError('A key of a file must be 8–128 characters of a-z and 0-9.');
    return join(folder, key.slice(-2), key);
  };

  return {
    async put(key, chunks) {
      const path = pathOf(key);
      const draft = join(unfinished, key);
      const file = await open(draft, 'wx');
      try {
        try {
          for await (const chunk of chunks) await file.writeFile(chunk);
          await file.sync();
        } finally {
          await file.close();
        }
        await mkdir(dirname(path), { recursive: true });
        await rename(draft, path);
        await syncFolder(dirname(path));
        await syncFolder(folder);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      const file = await open(pathOf(key)).catch(unlessMissing);
      if (!file) return null;
      return Readable.toWeb(
        file.createReadStream(range),
      ) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>;
    },
    async delete(key) {
      await unlink(pathOf(key)).catch(unlessMissing);
    },
  };
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** A name is kept for good when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStale(unfinished: string): Promise<void> {
  const oldest = Date.now() - STALE_MS;
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const found = await stat(path).catch(unlessMissing);
    if (found && found.mtimeMs < oldest) await rm(path, { force: true });
  }
}
