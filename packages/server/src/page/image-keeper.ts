import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { ImageStore } from './image-store.js';
import type { PageHandle } from './open-handle.js';

/** An image is written soon after a commit, together with those right behind it. */
const SOON_MS = 50;
/** Between two images: making one takes a millisecond for each megabyte. */
const PAUSE_MS = 1_000;

export interface ImageKeeperDeps {
  /** What the data is called in messages. */
  name: string;
  handle: Pick<PageHandle, 'image' | 'changes'>;
  store: Pick<ImageStore, 'write'>;
  /** Whether the store has the database as it is now. */
  isKept: boolean;
  clock: Clock;
  logger: Logger;
}

/** Writes a database's image after it has changed. What cannot be written stays in memory, and is told once. */
export class ImageKeeper {
  readonly #deps: ImageKeeperDeps;
  #cancel: (() => void) | null = null;
  /** The count of changes that the kept image has; null where it may lack some. */
  #saved: number | null;
  #savedAt = 0;
  #saving: Promise<unknown> = Promise.resolve();
  #failing = false;
  #ended = false;

  constructor(deps: ImageKeeperDeps) {
    this.#deps = deps;
    this.#saved = deps.isKept ? deps.handle.changes() : null;
  }

  /** To be called after each commit. */
  changed(): void {
    if (this.#ended || this.#cancel || !this.#isBehind()) return;
    // One after another, where a disk is slow.
    const save = () => void this.#saving.then(() => this.flush());
    const { clock } = this.#deps;
    this.#cancel = clock.setTimeout(save, Math.max(SOON_MS, this.#savedAt + PAUSE_MS - clock.now()));
  }

  /** Writes what is not written yet, beginning before it returns; resolves when all is kept or was told not to be. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    if (!this.#ended && this.#isBehind()) this.#saving = Promise.all([this.#saving, this.#save()]);
    await this.#saving;
  }

  /** The last flush; afterwards the database may be closed. */
  end(): Promise<void> {
    const flushed = this.flush();
    this.#ended = true;
    return flushed;
  }

  #isBehind(): boolean {
    return this.#saved === null || this.#deps.handle.changes() !== this.#saved;
  }

  async #save(): Promise<void> {
    const { name, handle, store, clock, logger } = this.#deps;
    this.#savedAt = clock.now();
    try {
      this.#saved = handle.changes();
      await store.write(handle.image.read());
      this.#failing = false;
    } catch (error) {
      this.#saved = null;
      if (!this.#failing) logger.warn(`"${name}" could not be saved and is in memory alone`, { error: String(error) });
      this.#failing = true;
    }
  }
}
