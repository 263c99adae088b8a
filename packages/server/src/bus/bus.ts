import type { HintMessage } from './topics.js';

/**
 * Hints between parts and processes. Delivery is at most once and in no promised order: whoever needs more
 * reads the database.
 */
export interface Bus {
  publish(topic: string, message: HintMessage): void;
  /** Resolves once messages published from now on arrive; the answer ends it. */
  subscribe(topic: string, listener: (message: HintMessage) => void): Promise<() => void>;
  /**
   * Calls back whenever hints may have been lost, so that nobody has to wait for the next one to find out. The
   * answer ends it. A bus that loses nothing has none.
   */
  onLost?(listener: () => void): () => void;
  close(): Promise<void>;
}
