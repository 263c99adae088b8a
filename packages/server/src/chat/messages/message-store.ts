import type { Message } from '@pulse-io/protocol';
import type { Selectable, Updateable } from 'kysely';
import { toTimestamp } from '../../clock.js';
import type { ChatMessageTable } from '../../storage/schema.js';
import type { ReadDb, Tx } from '../../storage/storage.js';

export type MessageRow = Selectable<ChatMessageTable>;

const timeOf = (ms: number | null): string | null => (ms === null ? null : toTimestamp(ms));

/** A message as everybody who sees it is told. */
export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    channelId: row.channelId,
    userId: row.userId,
    text: row.text,
    attachments: JSON.parse(row.attachments) as Message['attachments'],
    linkPreviews: JSON.parse(row.linkPreviews) as Message['linkPreviews'],
    mentions: JSON.parse(row.mentions) as string[],
    custom: JSON.parse(row.custom) as Message['custom'],
    replyTo: row.replyTo,
    parentId: row.parentId === '' ? null : row.parentId,
    threadCount: row.threadCount,
    lastReplyAt: timeOf(row.lastReplyAt),
    reactions: JSON.parse(row.reactions) as Message['reactions'],
    pinnedAt: timeOf(row.pinnedAt),
    pinnedBy: row.pinnedBy,
    createdAt: toTimestamp(row.createdAt),
    editedAt: timeOf(row.editedAt),
    deletedAt: timeOf(row.deletedAt),
    offset: row.offset,
    version: row.version,
  };
}

/** Inserts a message and answers it; null when its id is taken. */
export async function insertMessage(tx: Tx, row: MessageRow): Promise<MessageRow | null> {
  const inserted = await tx
    .insertInto('chatMessage')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted ?? null;
}

/** A message by its id, in whatever channel. */
export async function findMessage(db: ReadDb, projectId: string, id: string): Promise<MessageRow | null> {
  const row = await db
    .selectFrom('chatMessage')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Changes a message and answers how it stands then. */
export function changeMessage(
  tx: Tx,
  { projectId, id }: Pick<MessageRow, 'projectId' | 'id'>,
  change: Updateable<ChatMessageTable>,
): Promise<MessageRow> {
  return tx
    .updateTable('chatMessage')
    .set(change)
    .where('projectId', '=', projectId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What hangs on a message. */
const ATTACHED = ['chatMention', 'chatReaction', 'chatSearch'] as const;

/** Takes its mentions, its reactions and its place in the search away from a message. */
export async function clearMessage(tx: Tx, { projectId, id }: Pick<MessageRow, 'projectId' | 'id'>): Promise<void> {
  for (const table of ATTACHED) {
    await tx.deleteFrom(table).where('projectId', '=', projectId).where('messageId', '=', id).execute();
  }
}

/** What is left of a message that was deleted: its place. */
export const EMPTIED = {
  ...{ text: '', attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}', reactions: '[]' },
  ...{ pinnedAt: null, pinnedBy: null },
};

/** Deletes a message and its thread for good, however long that is. Ids alone stay: what had one is never sent again. */
export async function eraseMessage(tx: Tx, message: MessageRow): Promise<void> {
  const { projectId, channelId, id } = message;
  await clearMessage(tx, message);
  const thread = tx
    .selectFrom('chatMessage')
    .select('id')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('parentId', '=', id);
  for (const table of ATTACHED) {
    await tx.deleteFrom(table).where('projectId', '=', projectId).where('messageId', 'in', thread).execute();
  }
  const nothing = {
    ...EMPTIED,
    channelId: '',
    parentId: '',
    userId: '',
    replyTo: null,
    threadCount: 0,
    lastReplyAt: null,
  };
  await tx
    .updateTable('chatMessage')
    .set(nothing)
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('parentId', '=', id)
    .execute();
  await changeMessage(tx, message, nothing);
}

/** When a user last wrote in a channel, deleted messages included; null if never. */
export async function findLastSentAt(
  db: ReadDb,
  { projectId, channelId, userId }: Pick<MessageRow, 'projectId' | 'channelId' | 'userId'>,
): Promise<number | null> {
  const row = await db
    .selectFrom('chatMessage')
    .select('createdAt')
    .where('projectId', '=', projectId)
    .where('channelId', '=', channelId)
    .where('userId', '=', userId)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.createdAt ?? null;
}

/** Messages that stand, by id. */
export async function findMessages(
  db: ReadDb,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('chatMessage')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
