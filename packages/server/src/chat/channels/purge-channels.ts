import { commit, type WriteTx } from '../../commit.js';
import type { Services } from '../../services.js';
import type { Engine } from '../../storage/storage.js';
import { dismissMembers } from '../members/dismiss-members.js';
import { deleteByUser, deleteMessages, holdPurge, nextPurge, type Purged, setPurged } from './purge-store.js';

export type PurgeServices = Pick<Services, 'storage' | 'bus' | 'clock' | 'nextId' | 'epoch' | 'logger'>;

/**
 * Deletes what deleted channels have left behind, each chunk in a transaction of its own: a crash costs the last one,
 * and the next sweep goes on from there.
 */
export async function purgeChannels(services: PurgeServices, isStopped: () => boolean): Promise<void> {
  const { storage, clock } = services;
  let channel = await nextPurge(storage.db, null);
  for (; channel && !isStopped(); channel = await nextPurge(storage.db, channel)) {
    const purged = channel;
    for (let more = true; more && !isStopped(); ) {
      more = await commit(services, purged.projectId, (tx) => purgeChunk(tx, storage.engine, purged, clock.now()));
    }
  }
}

/** False when nothing is left, or another process is at it. */
async function purgeChunk(tx: WriteTx, engine: Engine, channel: Purged, now: number): Promise<boolean> {
  if (!(await holdPurge(tx.db, engine, channel))) return false;
  if (await dismissMembers(tx, channel.projectId, channel.channelId)) return true;
  for (const table of ['chatRestriction', 'chatRead', 'chatDraft'] as const) {
    if (await deleteByUser(tx.db, table, channel)) return true;
  }
  if (await deleteMessages(tx.db, channel)) return true;
  await setPurged(tx.db, channel, now);
  return false;
}
