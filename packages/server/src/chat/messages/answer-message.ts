import type { Message } from '@pulse-io/protocol';
import type { ReadDb } from '../../storage/storage.js';
import { type MessageRow, toMessage } from './message-store.js';
import { readOwnReactions } from './reaction-store.js';

/** Messages as an answer to one user has them: with its own reactions. */
export async function answerMessages(
  db: ReadDb,
  userId: string | null,
  rows: readonly MessageRow[],
): Promise<Message[]> {
  const [first] = rows;
  if (userId === null || !first) return rows.map(toMessage);
  const messageIds = rows.map(({ id }) => id);
  const own = await readOwnReactions(db, { projectId: first.projectId, userId, messageIds });
  return rows.map((row) => ({ ...toMessage(row), ownReactions: own.get(row.id) ?? [] }));
}

/** The same for one. */
export async function answerMessage(db: ReadDb, userId: string | null, row: MessageRow): Promise<Message> {
  const [message = toMessage(row)] = await answerMessages(db, userId, [row]);
  return message;
}
