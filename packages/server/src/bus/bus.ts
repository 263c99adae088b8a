import type { HintMessage } from './topics.js';

/**
 * Hints between parts and processes. Delivery is at most once and in no promised order: whoever needs more
 * reads the database.
 */
export interface Bus {
  publish(topic: string, message: HintMessage): void;
  /** Resolves once messages published from now on arrive; the answer ends it. */
  subscribe(topic: string, listener: (message: HintMessage) => void): Promise<() => void>;
  close(): Promise<void>;
}
