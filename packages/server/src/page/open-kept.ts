import type { Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';
import { createPageStorage } from './create-page-storage.js';
import { holdName, type ReleaseName } from './hold-name.js';
import { type ImageStore, openImageStore } from './image-store.js';
import { keepStorage } from './keep-storage.js';
import { KeptDataError } from './kept-data-error.js';
import { loadImage } from './load-image.js';
import type { PageHandle } from './open-handle.js';

export interface KeptOptions {
  name: string;
  fresh: boolean;
  logger: Logger;
  /** Closed where this fails. */
  handle: PageHandle;
}

/** Fills an empty database with what is kept under a name, and keeps it if no other page does. */
export async function openKept({ name, fresh, logger, handle }: KeptOptions): Promise<Storage> {
  const key = `pulse-storage:${name}`;
  let store: ImageStore | undefined;
  let release: ReleaseName | null = null;
  try {
    release = await holdName(key);
    store = await openImageStore(key);
    if (fresh && release) await store.delete();
    const kept = fresh ? undefined : await store.read();
    if (kept !== undefined) loadImage(handle, kept);
    if (release) return await keepStorage({ name, handle, isEmpty: kept === undefined, store, release, logger });
    logger.warn(`"${name}" is open in another page: this one starts from what is kept, and saves nothing.`);
    store.close();
    return await createPageStorage(handle, kept === undefined);
  } catch (cause) {
    handle.close();
    store?.close();
    await release?.();
    throw new KeptDataError(
      `The data kept as "${name}" cannot be opened: ${cause instanceof Error ? cause.message : cause}. ` +
        `Delete it by \`indexedDB.deleteDatabase(${JSON.stringify(key)})\`, or open it with \`fresh: true\`.`,
      { cause },
    );
  }
}
