import type { ChannelRestriction } from '@pulse-io/protocol';
import { type Selectable, sql } from 'kysely';
import { toTimestamp } from '../../clock.js';
import type { ChatRestrictionTable } from '../../storage/schema.js';
import type { ReadDb, Tx } from '../../storage/storage.js';

export type RestrictionRow = Selectable<ChatRestrictionTable>;

/** What holds against a user in a channel, by kind. */
export type Restrictions = { [Kind in RestrictionRow['kind']]?: RestrictionRow };

/** What holds against a user now: what has ended is left out. */
export async function findRestrictions(
  db: ReadDb,
  { projectId, channelId, userId, now }: { projectId: string; channelId: string; userId: string; now: number },
): Promise<Restrictions> {
  const rows = await db
    .selectFrom('chatRestriction')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .execute();
  return Object.fromEntries(rows.map((row) => [row.kind, row]));
}

export const toRestriction = ({ projectId: _, createdAt, expiresAt, ...row }: RestrictionRow): ChannelRestriction => ({
  ...row,
  createdAt: toTimestamp(createdAt),
  expiresAt: expiresAt === null ? null : toTimestamp(expiresAt),
});

/** Sets a restriction in the place of an earlier one of its kind. */
export async function putRestriction(tx: Tx, row: RestrictionRow): Promise<void> {
  const { by, reason, createdAt, expiresAt } = row;
  await tx
    .insertInto('chatRestriction')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['projectId', 'channelId', 'userId', 'kind']).doUpdateSet({ by, reason, createdAt, expiresAt }),
    )
    .execute();
}

export interface LiftedRestrictions {
  projectId: string;
  channelId: string;
  userId: string;
  kinds: readonly RestrictionRow['kind'][];
  now: number;
}

/** Deletes restrictions and answers the kinds of those that still held. */
export async function deleteRestrictions(
  tx: Tx,
  { projectId, channelId, userId, kinds, now }: LiftedRestrictions,
): Promise<RestrictionRow['kind'][]> {
  const rows = await tx
    .deleteFrom('chatRestriction')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .where('kind', 'in', kinds)
    .returning(['kind', 'expiresAt'])
    .execute();
  return rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).map(({ kind }) => kind);
}

/** What holds in a channel now, by user and kind, after one. */
export async function readRestrictions(
  db: ReadDb,
  options: {
    projectId: string;
    channelId: string;
    now: number;
    after: { userId: string; kind: string };
    limit: number;
  },
): Promise<ChannelRestriction[]> {
  const { projectId, channelId, now, after, limit } = options;
  const rows = await db
    .selectFrom('chatRestriction')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .where(sql<boolean>`("userId", "kind") > (${after.userId}, ${after.kind})`)
    .orderBy('userId')
    .orderBy('kind')
    .limit(limit)
    .execute();
  return rows.map(toRestriction);
}
