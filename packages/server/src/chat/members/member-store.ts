import type { ChannelMember } from '@pulse-io/protocol';
import { toTimestamp } from '../../clock.js';
import type { ChatMemberTable } from '../../storage/schema.js';
import type { ReadDb, Tx } from '../../storage/storage.js';

/** Inserts a member; false when the user is one already. */
export async function insertMember(tx: Tx, row: ChatMemberTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('chatMember')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('userId')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findMember(
  db: ReadDb,
  projectId: string,
  channelId: string,
  userId: string,
): Promise<ChannelMember | null> {
  const row = await db
    .selectFrom('chatMember')
    .select(['userId', 'role', 'joinedAt'])
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row ? toMember(row) : null;
}

export const toMember = ({
  userId,
  role,
  joinedAt,
}: Pick<ChatMemberTable, 'userId' | 'role' | 'joinedAt'>): ChannelMember => ({
  userId,
  role,
  joinedAt: toTimestamp(joinedAt),
});

export async function deleteMember(tx: Tx, projectId: string, channelId: string, userId: string): Promise<void> {
  for (const table of ['chatMember', 'chatRead', 'chatDraft'] as const) {
    await tx
      .deleteFrom(table)
      .where('projectId', '=', projectId)
      .where('channelId', '=', channelId)
      .where('userId', '=', userId)
      .execute();
  }
}

export async function changeRole(
  tx: Tx,
  projectId: string,
  channelId: string,
  userId: string,
  role: ChatMemberTable['role'],
): Promise<ChannelMember> {
  const row = await tx
    .updateTable('chatMember')
    .set({ role })
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .returning(['userId', 'role', 'joinedAt'])
    .executeTakeFirstOrThrow();
  return toMember(row);
}

/**
 * Who owns a channel once its owner has gone: nobody who is banned. Null while another owner is left, and when there is
 * nobody.
 */
export async function findHeir(db: ReadDb, projectId: string, channelId: string, now: number): Promise<string | null> {
  const row = await db
    .selectFrom('chatMember')
    .select(['userId', 'role'])
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', 'not in', (eb) =>
      eb
        .selectFrom('chatRestriction')
        .select('userId')
        .where('projectId', '=', projectId)
        .where('channelId', '=', channelId)
        .where('kind', '=', 'ban')
        .where((or) => or.or([or('expiresAt', 'is', null), or('expiresAt', '>', now)])),
    )
    .orderBy((eb) => eb.case().when('role', '=', 'owner').then(0).when('role', '=', 'moderator').then(1).else(2).end())
    .orderBy('joinedAt')
    .orderBy('userId')
    .limit(1)
    .executeTakeFirst();
  return row && row.role !== 'owner' ? row.userId : null;
}

export async function countOwners(db: ReadDb, projectId: string, channelId: string): Promise<number> {
  const { count } = await db
    .selectFrom('chatMember')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return count;
}

/** Deletes some members of a channel and answers who they were; fewer than `limit` when nobody is left. */
export async function deleteMembers(tx: Tx, projectId: string, channelId: string, limit: number): Promise<string[]> {
  const rows = await tx
    .deleteFrom('chatMember')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', 'in', (eb) =>
      eb
        .selectFrom('chatMember')
        .select('userId')
        .where('projectId', '=', projectId)
        .where('channelId', '=', channelId)
        .limit(limit),
    )
    .returning('userId')
    .execute();
  return rows.map(({ userId }) => userId);
}

/** Members in the order in which they joined, after one. */
export async function readMembers(
  db: ReadDb,
  options: {
    projectId: string;
    channelId: string;
    after: Pick<ChatMemberTable, 'joinedAt' | 'userId'> | null;
    limit: number;
  },
): Promise<ChannelMember[]> {
  const { projectId, channelId, after, limit } = options;
  let query = db
    .selectFrom('chatMember')
    .select(['userId', 'role', 'joinedAt'])
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .orderBy('joinedAt')
    .orderBy('userId')
    .limit(limit);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('joinedAt', 'userId'), '>', eb.tuple(after.joinedAt, after.userId)));
  }
  return (await query.execute()).map(toMember);
}
