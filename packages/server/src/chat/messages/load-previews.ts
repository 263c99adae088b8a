import { chatChannel, type LinkPreview, SERVER_LIMITS } from '@pulse-io/protocol';
import { commit } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { findChannel } from '../channels/channel-store.js';
import { jsonBytes } from './json-bytes.js';
import { changeMessage, findMessage, type MessageRow, toMessage } from './message-store.js';
import { tellMessage } from './tell-message.js';

/** Loads previews of a message's links beside the call; where the text has changed by then they are dropped. */
export function loadPreviews({ services }: Ctx, row: MessageRow): void {
  const { projectId, id, channelId, text, shadowed, linkPreviews } = row;
  if (shadowed || text === '' || linkPreviews !== '[]') return;
  services.previews.enqueue(text, (previews) =>
    // Not ctx.write(): an idempotency key is good for one transaction, and this is another one.
    commit(services, projectId, async (tx) => {
      const version = await tx.nextOffset(chatChannel(channelId));
      const now = await findMessage(tx.db, projectId, id);
      if (now?.text !== text || now.deletedAt !== null || !(await findChannel(tx.db, projectId, channelId))) return;
      const fitting = JSON.stringify(keepFitting(now, previews));
      if (fitting === now.linkPreviews) return;
      const message = await changeMessage(tx.db, now, { linkPreviews: fitting, version });
      tellMessage(tx, message, 'chat.message.updated', { message: toMessage(message) });
    }),
  );
}

/** The first previews for which a message has room, beside all reactions that may come. */
function keepFitting(row: MessageRow, previews: readonly LinkPreview[]): LinkPreview[] {
  const content = jsonBytes(toMessage({ ...row, linkPreviews: '[]', reactions: '[]' }));
  const room = SERVER_LIMITS.messageBytes - SERVER_LIMITS.reactionBytes - content;
  return previews.filter((_, n) => jsonBytes(previews.slice(0, n + 1)) <= room);
}
