import type { Services } from '../services.js';

/** Deletes the bytes that no row speaks of; where that fails they only take up room, and the log names them. */
export async function removeBlob({ uploads, logger }: Pick<Services, 'uploads' | 'logger'>, id: string): Promise<void> {
  try {
    await uploads.store.delete(id);
  } catch (error) {
    // Half an id opens nothing, and is enough to find the file.
    logger.error('the bytes of an upload could not be deleted', { upload: id.slice(0, 26), error: String(error) });
  }
}
