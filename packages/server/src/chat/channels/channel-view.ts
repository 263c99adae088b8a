import type { ChannelRead, ChatChannelView, Draft } from '@pulse-io/protocol';
import { type ExpressionBuilder, sql } from 'kysely';
import { toTimestamp } from '../../clock.js';
import type { Database } from '../../storage/schema.js';
import type { ReadDb } from '../../storage/storage.js';
import { toMember } from '../members/member-store.js';
import { type MessageRow, toMessage } from '../messages/message-store.js';
import { readUnread } from '../read/unread-store.js';
import { findChannels, toChannel } from './channel-store.js';

/** Members that a view names: of one channel, and of each in a list. */
export const LISTED_MEMBERS = { one: 100, each: 10 } as const;

export interface ViewOptions {
  projectId: string;
  /** Who looks; null for a server in nobody's name. */
  userId: string | null;
  /** Whether block lists are told, beside of what the user moderates as a member. */
  oversees: boolean;
  now: number;
  members: number;
}

/**
 * Channels as one user sees them, in the order given, by a constant number of statements; one that was deleted
 * meanwhile is left out. Counts and offset are read first, and the rest after them: whatever is newer than the offset
 * comes again as an event, and changes nothing then.
 */
export async function readViews(
  db: ReadDb,
  channelIds: readonly string[],
  options: ViewOptions,
): Promise<ChatChannelView[]> {
  if (channelIds.length === 0) return [];
  const { projectId, userId, oversees } = options;
  const unread = await readUnread(db, { projectId, userId, channelIds });
  const channels = await findChannels(db, projectId, channelIds);
  const members = Map.groupBy(await readMembers(db, channelIds, options), ({ channelId }) => channelId);
  const newest = new Map((await readLastMessages(db, channelIds, options)).map((row) => [row.channelId, row]));
  const own = new Map((await readOwn(db, channelIds, options)).map((row) => [row.id, row]));
  return channelIds.flatMap((id) => {
    const channel = channels.get(id);
    if (!channel) return [];
    const reading = unread.get(id);
    const { offset = 0, unreadCount = 0, unreadMentions = 0 } = reading ?? {};
    const rows = members.get(id) ?? [];
    const last = newest.get(id);
    const mine = own.get(id);
    const membership =
      mine?.role && userId !== null ? toMember({ userId, role: mine.role, joinedAt: mine.joinedAt ?? 0 }) : null;
    const told = channel.type === 'livestream' ? [] : rows;
    const moderates = oversees || membership?.role === 'owner' || membership?.role === 'moderator';
    return {
      ...toChannel(channel),
      members: rows.map(toMember),
      read: [
        ...told.flatMap((row) => toRead(row.userId, row)),
        // Who is no member, or one of many, goes on counting from here too.
        ...(reading && userId !== null && told.every((row) => row.userId !== userId) ? toRead(userId, reading) : []),
      ],
      lastMessage: last ? toMessage(last) : null,
      membership,
      unreadCount,
      unreadMentions,
      mutedUntil: mine?.mutedUntil ? toTimestamp(mine.mutedUntil) : null,
      draft: mine?.draft ? toDraft(mine.draft, mine.draftedAt ?? 0) : null,
      ...(moderates ? { blockList: JSON.parse(channel.blockList) as string[] } : {}),
      offset,
    };
  });
}

const toRead = (
  userId: string,
  { readOffset, readAt }: { readOffset: number | null; readAt: number | null },
): ChannelRead[] =>
  readOffset === null || readAt === null ? [] : [{ userId, offset: readOffset, readAt: toTimestamp(readAt) }];

export const toDraft = (content: string, updatedAt: number): Draft => ({
  ...(JSON.parse(content) as Omit<Draft, 'updatedAt'>),
  updatedAt: toTimestamp(updatedAt),
});

/** The first members of each channel, in the order in which they joined, with how far they have read. */
function readMembers(db: ReadDb, channelIds: readonly string[], { projectId, members }: ViewOptions) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('chatMember as m')
        .leftJoin('chatRead as r', (join) =>
          join
            .onRef('r.projectId', '=', 'm.projectId')
            .onRef('r.channelId', '=', 'm.channelId')
            .onRef('r.userId', '=', 'm.userId'),
        )
        .select([
          'm.channelId',
          'm.userId',
          'm.role',
          'm.joinedAt',
          'r.offset as readOffset',
          'r.readAt',
          sql<number>`row_number() over (partition by "m"."channelId" order by "m"."joinedAt", "m"."userId")`.as(
            'place',
          ),
        ])
        .where('m.projectId', '=', projectId)
        .where('m.channelId', 'in', channelIds)
        .as('ranked'),
    )
    .selectAll()
    .where('place', '<=', members)
    .orderBy('channelId')
    .orderBy('place')
    .execute();
}

/** The newest message of each channel that stands, outside of threads, and that the viewer sees. */
function readLastMessages(
  db: ReadDb,
  channelIds: readonly string[],
  { projectId, userId, oversees }: ViewOptions,
): Promise<MessageRow[]> {
  const who = userId ?? '';
  return db
    .selectFrom('chatChannel as c')
    .innerJoin('chatMessage as last', (join) =>
      join.onRef('last.projectId', '=', 'c.projectId').on('last.id', '=', (eb) =>
        eb
          .selectFrom('chatMessage as m')
          .select('m.id')
          .whereRef('m.projectId', '=', 'c.projectId')
          .whereRef('m.channelId', '=', 'c.id')
          .where('m.parentId', '=', '')
          .where('m.deletedAt', 'is', null)
          .where((or) =>
            or.or([
              or('m.shadowed', '=', 0),
              or('m.userId', '=', who),
              oversees ? or.lit(true) : moderatesHere(or, who),
            ]),
          )
          .orderBy('m.offset', 'desc')
          .orderBy('m.id', 'desc')
          .limit(1),
      ),
    )
    .selectAll('last')
    .where('c.projectId', '=', projectId)
    .where('c.id', 'in', channelIds)
    .execute();
}

function moderatesHere(eb: ExpressionBuilder<Database & { m: Database['chatMessage'] }, 'm'>, userId: string) {
  return eb.exists(
    eb
      .selectFrom('chatMember as own')
      .select('own.role')
      .whereRef('own.projectId', '=', 'm.projectId')
      .whereRef('own.channelId', '=', 'm.channelId')
      .where('own.userId', '=', userId)
      .where('own.role', '!=', 'member'),
  );
}

/** What concerns the viewer alone. */
function readOwn(db: ReadDb, channelIds: readonly string[], { projectId, userId, now }: ViewOptions) {
  const who = userId ?? '';
  return db
    .selectFrom('chatChannel as c')
    .leftJoin('chatMember as m', (join) =>
      join.onRef('m.projectId', '=', 'c.projectId').onRef('m.channelId', '=', 'c.id').on('m.userId', '=', who),
    )
    .leftJoin('chatRestriction as mute', (join) =>
      join
        .onRef('mute.projectId', '=', 'c.projectId')
        .onRef('mute.channelId', '=', 'c.id')
        .on('mute.userId', '=', who)
        .on('mute.kind', '=', 'mute')
        .on('mute.expiresAt', '>', now),
    )
    .leftJoin('chatDraft as d', (join) =>
      join.onRef('d.projectId', '=', 'c.projectId').onRef('d.channelId', '=', 'c.id').on('d.userId', '=', who),
    )
    .select([
      'c.id',
      'm.role',
      'm.joinedAt',
      'mute.expiresAt as mutedUntil',
      'd.content as draft',
      'd.updatedAt as draftedAt',
    ])
    .where('c.projectId', '=', projectId)
    .where('c.id', 'in', channelIds)
    .execute();
}
