import { type PurgeServices, purgeChannels } from '../chat/channels/purge-channels.js';
import { every } from '../clock.js';
import { IDEMPOTENCY_MS } from '../http/idempotency.js';
import { HISTORY_MS } from '../realtime/event-log.js';

const SWEEP_MS = 10 * 60 * 1000;
/** Rows of one transaction: a few ms, so that nothing else waits for long. */
const CHUNK = 500;

/** Forgets what has outlived its time: events, idempotency keys, revocations, deleted channels. The answer ends it. */
export function startSweep(services: PurgeServices): () => void {
  const state = { stopped: false };
  const stop = every(services.clock, SWEEP_MS, () => {
    sweep(services, () => state.stopped).catch((error) =>
      services.logger.error('the sweep failed', { error: String(error) }),
    );
  });
  return () => {
    state.stopped = true;
    stop();
  };
}

/** Deletes in chunks, oldest first, each in a transaction of its own. */
export async function sweep(services: PurgeServices, isStopped: () => boolean = () => false): Promise<void> {
  const { storage, clock } = services;
  const now = clock.now();
  const tables = [
    { table: 'event', column: 'createdAt', before: now - HISTORY_MS },
    { table: 'idempotencyKey', column: 'createdAt', before: now - IDEMPOTENCY_MS },
    { table: 'revocation', column: 'expiresAt', before: now },
  ] as const;
  for (const { table, column, before } of tables) {
    for (let more = true; more && !isStopped(); ) {
      // By time and not by key: rows of one millisecond go together, so a chunk may be a little longer.
      const last = await storage.db
        .selectFrom(table)
        .select(`${column} as time`)
        .where(column, '<', before)
        .orderBy(column)
        .offset(CHUNK - 1)
        .limit(1)
        .executeTakeFirst();
      more = last !== undefined;
      const upTo = last?.time ?? before - 1;
      await storage.transaction((tx) => tx.deleteFrom(table).where(column, '<=', upTo).execute());
    }
  }
  await purgeChannels(services, isStopped);
}
