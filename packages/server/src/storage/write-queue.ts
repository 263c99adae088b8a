import type { Mutex } from './mutex.js';
import type { SqliteHandle } from './sqlite-dialect.js';
import type { Tx } from './storage.js';

/** Writes that share one commit at most; bounds how long the first of them waits. */
const BATCH = 64;

interface Job {
  work(tx: Tx): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Writes one after another, those that wait together in one commit: an fsync costs as much as some 25 inserts.
 * Each has a savepoint of its own, so that one that fails takes nothing of the others with it; all are
 * answered after the commit.
 */
export class WriteQueue {
  readonly #handle: SqliteHandle;
  readonly #tx: Tx;
  readonly #mutex: Mutex;
  readonly #gather: (() => Promise<void>) | undefined;
  readonly #jobs: Job[] = [];
  #draining: Promise<void> | null = null;

  /** `gather` resolves when others that are about to write have had their turn; see there. */
  constructor(handle: SqliteHandle, tx: Tx, mutex: Mutex, gather: (() => Promise<void>) | undefined) {
    this.#handle = handle;
    this.#tx = tx;
    this.#mutex = mutex;
    this.#gather = gather;
  }

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#jobs.length > 0) {
      if (this.#gather) await this.#gather();
      const unlock = await this.#mutex.lock();
      await this.#commitBatch();
      unlock();
    }
    this.#draining = null;
  }

  async #commitBatch(): Promise<void> {
    const done: { job: Job; value: unknown }[] = [];
    try {
      this.#exec('begin immediate');
    } catch (error) {
      for (const job of this.#jobs.splice(0)) job.reject(error);
      return;
    }
    try {
      for (let n = 0; n < BATCH; n++) {
        const job = this.#jobs.shift();
        if (!job) break;
        this.#exec('savepoint job');
        try {
          done.push({ job, value: await job.work(this.#tx) });
        } catch (error) {
          job.reject(error);
          this.#exec('rollback to job');
        }
        this.#exec('release job');
      }
      this.#exec('commit');
      for (const { job, value } of done) job.resolve(value);
    } catch (error) {
      // A full disk has rolled everything back already: then there is no transaction left to end.
      try {
        this.#exec('rollback');
      } catch {}
      for (const { job } of done) job.reject(error);
    }
  }

  #exec(sql: string): void {
    this.#handle.run(sql, []);
  }
}
