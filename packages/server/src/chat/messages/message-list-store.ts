import type { ReadDb } from '../../storage/storage.js';
import type { MessageRow } from './message-store.js';

/** A place in a list of messages: between two of them, or at one. */
export interface Place {
  offset: number;
  /** Empty: before every message of the offset. */
  id: string;
}

export interface MessageListOptions {
  projectId: string;
  channelId: string;
  /** Empty for the messages of the channel itself. */
  parentId: string;
  pinned: boolean;
  /** Who sees what it wrote under a shadow ban; null for who sees all of that. */
  reader: string | null;
  direction: 'older' | 'newer';
  /** Null for the end from which the direction starts. */
  from: Place | null;
  /** Whether the message at `from` belongs to it. */
  inclusive?: boolean;
  limit: number;
}

/** Messages from a place on, in the direction asked for. */
export function readMessages(db: ReadDb, options: MessageListOptions): Promise<MessageRow[]> {
  const { projectId, channelId, parentId, pinned, reader, direction, from, inclusive = false, limit } = options;
  const [order, beyond] = direction === 'older' ? (['desc', '<'] as const) : (['asc', '>'] as const);
  let query = db
    .selectFrom('chatMessage')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .orderBy('offset', order)
    .orderBy('id', order)
    .limit(limit);
  if (pinned) query = query.where('pinnedAt', 'is not', null);
  else query = query.where('parentId', '=', parentId);
  if (reader !== null) query = query.where((eb) => eb.or([eb('shadowed', '=', 0), eb('userId', '=', reader)]));
  if (from) {
    const operator = inclusive ? (`${beyond}=` as const) : beyond;
    query = query.where((eb) => eb(eb.refTuple('offset', 'id'), operator, eb.tuple(from.offset, from.id)));
  }
  return query.execute();
}

/** Pins of messages that everybody sees, or of those that are hidden by shadow bans. */
export async function countPins(
  db: ReadDb,
  { projectId, channelId, shadowed }: Pick<MessageRow, 'projectId' | 'channelId' | 'shadowed'>,
): Promise<number> {
  const { count } = await db
    .selectFrom('chatMessage')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('pinnedAt', 'is not', null)
    .where('shadowed', '=', shadowed)
    .executeTakeFirstOrThrow();
  return count;
}
