import type { CheckedRequest, MessagePage } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, requireChannel } from '../channel-access.js';
import { answerMessages } from './answer-message.js';
import { requireMessage } from './message-access.js';
import { type MessageListOptions, type Place, readMessages } from './message-list-store.js';
import type { MessageRow } from './message-store.js';

type Query = CheckedRequest<'listMessages'>['query'];
type Direction = 'older' | 'newer';

/** Sorts after every id. */
const AFTER_IDS = '~';

/**
 * Lists the messages of a channel, of a thread, or those that are pinned, the newest first: from the newest on, from a
 * place on in one direction, or around a place. Rejects with `not_found`, `banned` or `invalid_cursor`.
 */
export async function listMessages(ctx: Ctx, channelId: string, query: Query): Promise<MessagePage> {
  const access = await requireChannel(ctx, ctx.db, channelId, query.userId);
  const { parentId = '', pinned, limit } = query;
  if (parentId !== '') await requireMessage(ctx.db, access, parentId);
  const reader = access.moderates ? null : (access.userId ?? '');
  const base = { projectId: ctx.projectId, channelId, parentId, pinned, reader };
  const scope = { projectId: ctx.projectId, list: 'messages', filters: [channelId, parentId, String(pinned)] };
  const window = await findWindow(ctx, access, query, scope);

  const read = async (direction: Direction, size: number, inclusive = false) => {
    if (window.direction !== direction && window.direction !== 'around') return { rows: [], more: false };
    const options: MessageListOptions = { ...base, direction, from: window.from, inclusive, limit: size + 1 };
    const rows = await readMessages(ctx.db, options);
    return { rows: rows.slice(0, size), more: rows.length > size };
  };
  const isAround = window.direction === 'around';
  const olderSize = isAround ? Math.ceil(limit / 2) : limit;
  const older = await read('older', olderSize, isAround);
  const newer = await read('newer', isAround ? limit - olderSize : limit);
  const rows = [...newer.rows.reverse(), ...older.rows];
  const cursor = (direction: Direction, row: MessageRow | undefined) =>
    row ? ctx.services.cursors.encode(scope, [direction, row.offset, row.id]) : null;
  // Beyond the place that was named there are, or were, the messages on its other side.
  const moreOlder = window.direction === 'newer' ? rows.length > 0 : older.more;
  const moreNewer = window.direction === 'older' ? window.from !== null : newer.more;
  return {
    data: await answerMessages(ctx.db, access.userId, rows),
    next: moreOlder ? await cursor('older', rows.at(-1)) : null,
    previous: moreNewer ? await cursor('newer', rows[0]) : null,
  };
}

async function findWindow(
  ctx: Ctx,
  access: ChannelAccess,
  { before, after, around, cursor }: Query,
  scope: { projectId: string; list: string; filters: string[] },
): Promise<{ direction: Direction | 'around'; from: Place | null }> {
  if (cursor !== undefined) {
    const [direction, offset, id] = await ctx.services.cursors.decode(scope, cursor);
    return { direction: direction as Direction, from: { offset: Number(offset), id: String(id) } };
  }
  if (before !== undefined) return { direction: 'older', from: await findPlace(ctx, access, before, '') };
  if (after !== undefined) return { direction: 'newer', from: await findPlace(ctx, access, after, AFTER_IDS) };
  if (around !== undefined) return { direction: 'around', from: await findPlace(ctx, access, around, AFTER_IDS) };
  return { direction: 'older', from: null };
}

/** Where a message stands; of an offset, `id` says on which side of its messages. */
async function findPlace(ctx: Ctx, access: ChannelAccess, place: string, id: string): Promise<Place> {
  if (/^\d{1,15}$/.test(place)) return { offset: Number(place), id };
  const message = await requireMessage(ctx.db, access, place);
  return { offset: message.offset, id: message.id };
}
