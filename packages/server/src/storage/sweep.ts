import { every } from '../clock.js';
import { IDEMPOTENCY_MS } from '../http/idempotency.js';
import { HISTORY_MS } from '../realtime/event-log.js';
import type { Services } from '../services.js';

const SWEEP_MS = 10 * 60 * 1000;

/** Forgets what has outlived its time: events, idempotency keys, revocations. The answer ends it. */
export function startSweep(services: Pick<Services, 'storage' | 'clock' | 'logger'>): () => void {
  return every(services.clock, SWEEP_MS, () => {
    sweep(services).catch((error) => services.logger.error('the sweep failed', { error: String(error) }));
  });
}

export async function sweep({ storage, clock }: Pick<Services, 'storage' | 'clock'>): Promise<void> {
  const now = clock.now();
  await storage.transaction(async (tx) => {
    await tx
      .deleteFrom('event')
      .where('createdAt', '<', now - HISTORY_MS)
      .execute();
    await tx
      .deleteFrom('idempotencyKey')
      .where('createdAt', '<', now - IDEMPOTENCY_MS)
      .execute();
    await tx.deleteFrom('revocation').where('expiresAt', '<', now).execute();
  });
}
