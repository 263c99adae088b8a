import { coalesce } from '../coalesce.js';
import type { Services } from '../services.js';

/** What failed is tried again after this long. */
const RETRY_MS = 5_000;

/**
 * Runs each of the works whenever the bus tells that hints may have been lost, and again until it succeeds. They are
 * named by what they read. The answer ends it.
 */
export function afterLoss(
  { bus, clock, logger }: Pick<Services, 'bus' | 'clock' | 'logger'>,
  works: Readonly<Record<string, () => Promise<void>>>,
): () => void {
  let stopped = false;
  const ends = Object.entries(works).flatMap(([what, work]) => {
    let cancel = () => {};
    const run = coalesce(async () => {
      try {
        await work();
      } catch (error) {
        logger.warn(`${what} could not be read`, { error: String(error) });
        cancel();
        if (!stopped) cancel = clock.setTimeout(run, RETRY_MS);
      }
    });
    return [bus.onLost?.(run), () => cancel()];
  });
  return () => {
    stopped = true;
    for (const end of ends) end?.();
  };
}
