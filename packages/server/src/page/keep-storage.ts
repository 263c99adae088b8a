import { systemClock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';
import { createPageStorage } from './create-page-storage.js';
import type { ReleaseName } from './hold-name.js';
import { ImageKeeper } from './image-keeper.js';
import type { ImageStore } from './image-store.js';
import { markImage } from './load-image.js';
import type { PageHandle } from './open-handle.js';

export interface KeepOptions {
  name: string;
  handle: PageHandle;
  isEmpty: boolean;
  /** Closed with the storage. */
  store: ImageStore;
  /** Called when the storage is closed. */
  release: ReleaseName;
  logger: Logger;
}

/**
 * What a page is told before it may be gone without another word. A write that begins with the last, `pagehide`, may be
 * given up with the page; `beforeunload` comes while the next page is still being fetched.
 */
const LEAVING = ['visibilitychange', 'beforeunload', 'pagehide'];

/** Storage whose image is saved after its commits, when the page is left, and when it is closed. */
export async function keepStorage(options: KeepOptions): Promise<Storage> {
  const { name, handle, isEmpty, store, release, logger } = options;
  const keeper = new ImageKeeper({ name, handle, store, isKept: !isEmpty, clock: systemClock, logger });
  let saved: Promise<void> | undefined;
  const close = () => {
    saved = keeper.end();
    handle.close();
  };
  // What is kept starts from what is kept, and from nothing else.
  const { image: _, ...storage } = await createPageStorage({ ...handle, close }, isEmpty);
  markImage(handle);
  // Written now, later images differ from it in little, and little is soon written when the page is left.
  if (isEmpty) await keeper.flush();
  const flush = () => void keeper.flush();
  for (const event of LEAVING) globalThis.addEventListener(event, flush);

  async function closeOnce(): Promise<void> {
    for (const event of LEAVING) globalThis.removeEventListener(event, flush);
    await storage.close();
    await saved;
    store.close();
    await release();
  }
  let closing: Promise<void> | undefined;
  return {
    ...storage,
    async transaction(work) {
      const value = await storage.transaction(work);
      keeper.changed();
      return value;
    },
    close() {
      closing ??= closeOnce();
      return closing;
    },
  };
}
