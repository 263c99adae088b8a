import type { Insertable } from 'kysely';
import type { ChatSearchTable } from '../../storage/schema.js';
import type { Tx } from '../../storage/storage.js';
import type { MessageRow } from '../messages/message-store.js';
import { authorTerm, channelTerm, projectTerm } from './terms.js';
import { toWords } from './words.js';

/** Lets a message be found by what it says now. One without words has its place too, lest an edit make it newer. */
export async function indexMessage(tx: Tx, message: Indexed): Promise<void> {
  const row = toSearchRow(message);
  await tx
    .insertInto('chatSearch')
    .values(row)
    .onConflict((conflict) => conflict.columns(['projectId', 'messageId']).doUpdateSet({ words: row.words }))
    .execute();
}

/** What search knows of a message. */
export function toSearchRow(message: Indexed): Insertable<ChatSearchTable> {
  const { projectId, channelId, id: messageId, userId, shadowed } = message;
  const terms = [projectTerm(projectId), channelTerm(projectId, channelId), authorTerm(projectId, userId)];
  const words = [...terms, ...toWords(message.text)].join(' ');
  return { projectId, channelId, messageId, userId, shadowed, words };
}

type Indexed = Pick<MessageRow, 'projectId' | 'channelId' | 'id' | 'userId' | 'shadowed' | 'text'>;
