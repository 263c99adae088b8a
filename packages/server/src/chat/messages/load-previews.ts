import { chatChannel } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { changeMessage, findMessage, type MessageRow, toMessage } from './message-store.js';
import { tellMessage } from './tell-message.js';

/** Loads previews of a message's links beside the call; where the text has changed by then they are dropped. */
export function loadPreviews(ctx: Ctx, { projectId, id, channelId, text, shadowed, linkPreviews }: MessageRow): void {
  if (shadowed || text === '' || linkPreviews !== '[]') return;
  ctx.services.previews.enqueue(text, (previews) =>
    ctx.write(async (tx) => {
      const version = await tx.nextOffset(chatChannel(channelId));
      const now = await findMessage(tx.db, projectId, id);
      if (!now || now.deletedAt !== null || now.text !== text) return;
      const message = await changeMessage(tx.db, now, { linkPreviews: JSON.stringify(previews), version });
      tellMessage(tx, message, 'chat.message.updated', { message: toMessage(message) });
    }),
  );
}
