import type { Kysely } from 'kysely';
import type { Database } from './schema.js';

export type Engine = 'sqlite' | 'postgres';

declare const inTransaction: unique symbol;

/** A handle inside a transaction; the only one that writes. */
export type Tx = Kysely<Database> & { readonly [inTransaction]: true };

/** A handle that reads what is committed; a `Tx` will do as well. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom'>;

/** Where everything that must survive is kept. */
export interface Storage {
  readonly engine: Engine;
  /** Outside of any transaction. Inside one use its `tx`: waiting for this handle there would wait for ever. */
  readonly db: ReadDb;
  /**
   * Runs `work` in one transaction and resolves after its commit has reached the disk. `work` may be run again
   * when the engine asks for it, so it must have no effect besides its writes.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether an error means that the storage cannot serve now (full disk, lost connection), not that a query is wrong. */
  isUnavailable(error: unknown): boolean;
  /** What is committed, as bytes that a database in memory can be opened with; absent where they cannot be had. */
  image?(): Promise<Uint8Array>;
  /** Lets running transactions end; calling it again changes nothing. */
  close(): Promise<void>;
}
