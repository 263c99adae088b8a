import type { PulseErrorDetails } from '../errors.js';
import type { OutboxEntry } from './outbox-entry.js';

/** Where unsent writes outlive the page. Whatever of it rejects, the outbox goes on in memory. */
export interface OutboxStore {
  load(): Promise<OutboxEntry[]>;
  /** Adds it, or replaces the one of its id. */
  put(entry: OutboxEntry): Promise<void>;
  delete(id: string): Promise<void>;
  close(): void;
  /** The others who share it, such as the tabs of a browser; left out where there are none. */
  readonly peers?: OutboxPeers;
}

export interface OutboxPeers {
  /** Runs `work` while no other peer does; aborting the signal ends the waiting. */
  exclusively(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  tell(message: OutboxMessage): void;
  /** Called at most once. */
  hear(listener: (message: OutboxMessage) => void): void;
}

/** The end of an entry: it was answered, or nobody waits for an answer any more. */
export type OutboxEnd = { id: string; answer: unknown } | { id: string; error: PulseErrorDetails };

/** What the peers tell each other; the end of an entry is told before it leaves the store and again after. */
export type OutboxMessage =
  | { entry: OutboxEntry }
  | OutboxEnd
  /** There is a network again. */
  | { wake: true };

/** Opens the store of a name, which holds the project's key, the server's address and the user. */
export type OutboxStoreFactory = (name: string) => OutboxStore;
