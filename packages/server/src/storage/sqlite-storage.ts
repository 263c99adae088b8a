import { Kysely } from 'kysely';
import { migrate } from './migrate.js';
import { Mutex } from './mutex.js';
import type { Database } from './schema.js';
import { type SqliteHandle, sqliteDialect } from './sqlite-dialect.js';
import type { SqliteTemplate } from './sqlite-template.js';
import type { Storage, Tx } from './storage.js';
import { WriteQueue } from './write-queue.js';

export interface SqliteHandles {
  writer: SqliteHandle;
  /** A second handle on the same file, so that reading never waits for a write; absent for memory. */
  reader?: SqliteHandle;
  /** For an empty database in memory: what it may start from. */
  template?: SqliteTemplate;
  /** For an empty database in memory: another one's `image`, which it starts with. */
  image?: Uint8Array;
  /**
   * Called before writes are committed together. A whole transaction runs between two turns of the event loop, so
   * without a turn in between the first write would never find company. Absent where a commit costs nothing.
   */
  gather?(): Promise<void>;
  isUnavailable(error: unknown): boolean;
  /** Called after the handles are closed. */
  onClosed?(): void;
}

/** Storage on SQLite, whichever library brings it. Applies migrations before it resolves. */
export async function createSqliteStorage({
  writer,
  reader,
  template,
  image,
  gather,
  isUnavailable,
  onClosed,
}: SqliteHandles): Promise<Storage> {
  const mutex = new Mutex();
  const copies = reader ? undefined : writer.image;
  const update = () => migrate(new Kysely<Database>({ dialect: sqliteDialect(writer, mutex) }), 'sqlite');
  if (image && copies) copies.load(image);
  else await (template ? template.apply(writer, update) : update());
  const queue = new WriteQueue(
    writer,
    new Kysely<Database>({ dialect: sqliteDialect(writer, null) }) as Tx,
    mutex,
    gather,
  );
  let closed = false;
  return {
    engine: 'sqlite',
    db: new Kysely<Database>({ dialect: reader ? sqliteDialect(reader, new Mutex()) : sqliteDialect(writer, mutex) }),
    transaction: (work) => queue.run(work),
    isUnavailable,
    ...(copies && {
      async image() {
        const unlock = await mutex.lock();
        try {
          return copies.read();
        } finally {
          unlock();
        }
      },
    }),
    async close() {
      if (closed) return;
      closed = true;
      await queue.idle();
      const unlock = await mutex.lock();
      reader?.close();
      writer.close();
      unlock();
      onClosed?.();
    },
  };
}
