import type { Caller } from './caller.js';
import { commit, type WriteTx } from './commit.js';
import type { Services } from './services.js';
import type { ReadDb } from './storage/storage.js';

/** What a verb is given: who calls, in which project, and the ways to read and write. */
export interface Ctx {
  readonly services: Services;
  readonly projectId: string;
  readonly caller: Caller;
  readonly db: ReadDb;
  now(): number;
  /**
   * Runs the one transaction of a verb. What `work` answers is the answer to the caller: under an idempotency
   * key it is stored with the rows it speaks of.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
}

export function createContext(services: Services, projectId: string, caller: Caller): Ctx {
  return {
    services,
    projectId,
    caller,
    db: services.storage.db,
    now: () => services.clock.now(),
    write: (work) => commit(services, projectId, work),
  };
}
