import { type ChannelFilter, type ChannelSort, nameKey } from '@pulse-io/protocol';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database } from '../../storage/schema.js';
import type { ReadDb } from '../../storage/storage.js';
import type { ChannelRow } from './channel-store.js';

export interface ListOptions {
  projectId: string;
  /** Whose channels; null for all of the project. */
  userId: string | null;
  /** False: livestreams, whether joined or not. */
  joined: boolean;
  filter: ChannelFilter;
  sort: ChannelSort;
  /** The last channel that was shown, by what it is sorted by and its id. */
  after: { value: string | number; id: string } | null;
  limit: number;
  now: number;
}

type Tables = Database & { c: Database['chatChannel'] };
type Builder = ExpressionBuilder<Tables, 'c'>;

/** By what a list is sorted. */
export const SORT_COLUMNS = { lastMessage: 'activeAt', created: 'createdAt', name: 'nameKey' } as const;

/** Channels as the protocol's `matchesChannel` and `compareChannels` choose and order them; a user's bans hide some. */
export function listRows(db: ReadDb, options: ListOptions): Promise<ChannelRow[]> {
  const { projectId, userId, joined, filter, sort, after, limit, now } = options;
  const { type, name, frozen, unread } = filter;
  const column = SORT_COLUMNS[sort];
  const [direction, beyond] = sort === 'name' ? (['asc', '>'] as const) : (['desc', '<'] as const);
  let query = db
    .selectFrom('chatChannel as c')
    .selectAll('c')
    .where('c.projectId', '=', projectId)
    .where('c.deletedAt', 'is', null)
    .orderBy(`c.${column}`, direction)
    .orderBy('c.id', direction)
    .limit(limit);
  if (!joined) query = query.where('c.type', '=', 'livestream');
  else if (userId !== null) query = query.where((eb) => isMember(eb, userId));
  if (userId !== null) query = query.where((eb) => eb.not(isBanned(eb, userId, now)));
  if (type !== undefined) query = query.where('c.type', '=', type);
  if (frozen !== undefined) query = query.where('c.frozen', '=', frozen ? 1 : 0);
  if (name !== undefined) {
    const pattern = `%${nameKey(name).replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`"c"."nameKey" like ${pattern} escape '\\'`);
  }
  if (unread !== undefined) {
    query = query.where((eb) => (unread ? hasUnread(eb, userId ?? '') : eb.not(hasUnread(eb, userId ?? ''))));
  }
  if (after) {
    query = query.where((eb) =>
      eb(eb.refTuple(`c.${column}`, 'c.id'), beyond, eb.tuple(after.value as never, after.id)),
    );
  }
  return query.execute();
}

function isMember(eb: Builder, userId: string) {
  return eb(
    'c.id',
    'in',
    eb
      .selectFrom('chatMember as m')
      .select('m.channelId')
      .whereRef('m.projectId', '=', 'c.projectId')
      .where('m.userId', '=', userId),
  );
}

function isBanned(eb: Builder, userId: string, now: number) {
  return eb.exists(
    eb
      .selectFrom('chatRestriction as ban')
      .select('ban.userId')
      .whereRef('ban.projectId', '=', 'c.projectId')
      .whereRef('ban.channelId', '=', 'c.id')
      .where('ban.userId', '=', userId)
      .where('ban.kind', '=', 'ban')
      .where((or) => or.or([or('ban.expiresAt', 'is', null), or('ban.expiresAt', '>', now)])),
  );
}

/** As `readUnread` counts. */
function hasUnread(eb: Builder, userId: string) {
  return eb.exists(
    eb
      .selectFrom('chatRead as read')
      .innerJoin('chatMessage as m', (join) =>
        join
          .onRef('m.projectId', '=', 'read.projectId')
          .onRef('m.channelId', '=', 'read.channelId')
          .onRef('m.offset', '>', 'read.offset')
          .on('m.parentId', '=', ''),
      )
      .select('m.id')
      .whereRef('read.projectId', '=', 'c.projectId')
      .whereRef('read.channelId', '=', 'c.id')
      .where('read.userId', '=', userId)
      .where('m.userId', '!=', userId)
      .where('m.deletedAt', 'is', null)
      .where('m.shadowed', '=', 0),
  );
}
