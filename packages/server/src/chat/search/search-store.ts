import type { Tx } from '../../storage/storage.js';
import type { MessageRow } from '../messages/message-store.js';
import { authorTerm, channelTerm, projectTerm } from './terms.js';
import { toWords } from './words.js';

/** Lets a message be found by what it says now. One without words has its place too, lest an edit make it newer. */
export async function indexMessage(tx: Tx, message: MessageRow): Promise<void> {
  const { projectId, channelId, id: messageId, userId, shadowed } = message;
  const terms = [projectTerm(projectId), channelTerm(projectId, channelId), authorTerm(projectId, userId)];
  const words = [...terms, ...toWords(message.text)].join(' ');
  await tx
    .insertInto('chatSearch')
    .values({ projectId, channelId, messageId, userId, shadowed, words })
    .onConflict((conflict) => conflict.columns(['projectId', 'messageId']).doUpdateSet({ words }))
    .execute();
}
