import type { ChatMemberTable } from '../../storage/schema.js';
import type { ReadDb } from '../../storage/storage.js';

/** The channels in which a user is a member and not banned, with its role. */
export function readOpenChannels(
  db: ReadDb,
  { projectId, userId, now }: { projectId: string; userId: string; now: number },
): Promise<Pick<ChatMemberTable, 'channelId' | 'role'>[]> {
  return db
    .selectFrom('chatMember as m')
    .innerJoin('chatChannel as c', (join) =>
      join.onRef('c.projectId', '=', 'm.projectId').onRef('c.id', '=', 'm.channelId'),
    )
    .select(['m.channelId', 'm.role'])
    .where('m.projectId', '=', projectId)
    .where('m.userId', '=', userId)
    .where('c.deletedAt', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('chatRestriction as ban')
            .select('ban.userId')
            .whereRef('ban.projectId', '=', 'm.projectId')
            .whereRef('ban.channelId', '=', 'm.channelId')
            .whereRef('ban.userId', '=', 'm.userId')
            .where('ban.kind', '=', 'ban')
            .where((or) => or.or([or('ban.expiresAt', 'is', null), or('ban.expiresAt', '>', now)])),
        ),
      ),
    )
    .execute();
}
