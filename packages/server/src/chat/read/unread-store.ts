import { LIMITS } from '@pulse-io/protocol';
import { sql } from 'kysely';
import type { ReadDb } from '../../storage/storage.js';

/** What a user has not read of a channel, and the offset of `chat:<id>` at which that was so. */
export interface Unread {
  offset: number;
  unreadCount: number;
  unreadMentions: number;
  /** Null for who never read the channel, and so has nothing unread. */
  readOffset: number | null;
  readAt: number | null;
}

/**
 * Unread messages by channel: those outside of threads beyond what was read, of others, not deleted and not written
 * under a shadow ban; counted up to LIMITS.unreadMax, in order, lest PostgreSQL gather all of them before it counts. One
 * statement, so that counts and offset are of one moment.
 */
export async function readUnread(
  db: ReadDb,
  { projectId, userId, channelIds }: { projectId: string; userId: string | null; channelIds: readonly string[] },
): Promise<Map<string, Unread>> {
  if (channelIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('chatChannel as c')
    .leftJoin('channel as head', (join) =>
      join.onRef('head.projectId', '=', 'c.projectId').on('head.channel', '=', sql<string>`'chat:' || "c"."id"`),
    )
    .leftJoin('chatRead as read', (join) =>
      join
        .onRef('read.projectId', '=', 'c.projectId')
        .onRef('read.channelId', '=', 'c.id')
        .on('read.userId', '=', userId ?? ''),
    )
    .select((eb) => [
      'c.id as channelId',
      eb.fn.coalesce('head.offset', sql<number>`0`).as('offset'),
      'read.offset as readOffset',
      'read.readAt',
      eb
        .selectFrom(
          eb
            .selectFrom('chatMessage as m')
            .select(sql<number>`1`.as('one'))
            .whereRef('m.projectId', '=', 'c.projectId')
            .whereRef('m.channelId', '=', 'c.id')
            .where('m.parentId', '=', '')
            .whereRef('m.offset', '>', 'read.offset')
            .where('m.userId', '!=', userId ?? '')
            .where('m.deletedAt', 'is', null)
            .where('m.shadowed', '=', 0)
            .orderBy('m.offset')
            .limit(LIMITS.unreadMax)
            .as('unread'),
        )
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('unreadCount'),
      eb
        .selectFrom(
          eb
            .selectFrom('chatMention as n')
            .innerJoin('chatMessage as m', (join) =>
              join.onRef('m.projectId', '=', 'n.projectId').onRef('m.id', '=', 'n.messageId'),
            )
            .select(sql<number>`1`.as('one'))
            .whereRef('n.projectId', '=', 'c.projectId')
            .whereRef('n.channelId', '=', 'c.id')
            .where('n.userId', '=', userId ?? '')
            .whereRef('n.offset', '>', 'read.offset')
            .where('m.parentId', '=', '')
            .where('m.deletedAt', 'is', null)
            .where('m.shadowed', '=', 0)
            .orderBy('n.offset')
            .limit(LIMITS.unreadMax)
            .as('mentioned'),
        )
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('unreadMentions'),
    ])
    .where('c.projectId', '=', projectId)
    .where('c.id', 'in', channelIds)
    .execute();
  return new Map(
    rows.map(({ channelId, unreadCount, unreadMentions, ...row }) => [
      channelId,
      { ...row, unreadCount: unreadCount ?? 0, unreadMentions: unreadMentions ?? 0 },
    ]),
  );
}
