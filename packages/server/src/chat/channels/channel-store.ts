import { type ChatChannel, nameKey } from '@pulse-io/protocol';
import type { Selectable, Updateable } from 'kysely';
import { toTimestamp } from '../../clock.js';
import type { ChatChannelTable } from '../../storage/schema.js';
import type { ReadDb, Tx } from '../../storage/storage.js';

export type ChannelRow = Selectable<ChatChannelTable>;
export type NewChannelRow = Omit<ChannelRow, 'nameKey' | 'activeAt' | 'deletedAt' | 'purgedAt'>;

/**
 * Inserts a channel and answers it; null when its id is taken, be it by one that was deleted. Since people have one id
 * for their dm, that of a dm is free again once it was purged.
 */
export async function insertChannel(tx: Tx, row: NewChannelRow): Promise<ChannelRow | null> {
  const derived = { nameKey: nameKey(row.name), activeAt: row.lastMessageAt ?? row.createdAt };
  const whole = { ...row, ...derived, deletedAt: null, purgedAt: null };
  const inserted = await tx
    .insertInto('chatChannel')
    .values(whole)
    .onConflict((conflict) =>
      conflict
        .columns(['projectId', 'id'])
        .doUpdateSet(whole)
        .where('chatChannel.type', '=', 'dm')
        .where('chatChannel.purgedAt', 'is not', null),
    )
    .returningAll()
    .executeTakeFirst();
  return inserted ?? null;
}

/** A channel that stands; null when it never was, or was deleted. */
export async function findChannel(db: ReadDb, projectId: string, id: string): Promise<ChannelRow | null> {
  const row = await db
    .selectFrom('chatChannel')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of some channels that stand, by id. */
export async function findChannels(
  db: ReadDb,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, ChannelRow>> {
  const rows = await db
    .selectFrom('chatChannel')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Changes a channel and answers how it stands then. */
export async function changeChannel(
  tx: Tx,
  projectId: string,
  id: string,
  change: Updateable<ChatChannelTable>,
): Promise<ChannelRow> {
  return tx
    .updateTable('chatChannel')
    .set({ ...change, ...(change.name === undefined ? {} : { nameKey: nameKey(change.name) }) })
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Counts members and answers how many there are then. */
export async function changeMemberCount(tx: Tx, projectId: string, id: string, by: number): Promise<number> {
  const { memberCount } = await tx
    .updateTable('chatChannel')
    .set((eb) => ({ memberCount: eb('memberCount', '+', by) }))
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .returning('memberCount')
    .executeTakeFirstOrThrow();
  return memberCount;
}

/** A channel as everybody who sees it is told. */
export function toChannel(row: ChannelRow): ChatChannel {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    custom: JSON.parse(row.custom) as ChatChannel['custom'],
    slowModeSeconds: row.slowModeSeconds,
    frozen: row.frozen === 1,
    memberCount: row.memberCount,
    createdBy: row.createdBy,
    createdAt: toTimestamp(row.createdAt),
    updatedAt: toTimestamp(row.updatedAt),
    lastMessageAt: row.lastMessageAt === null ? null : toTimestamp(row.lastMessageAt),
    version: row.version,
  };
}
