import { chatChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { dismissMembers } from '../members/dismiss-members.js';
import { changeChannel } from './channel-store.js';

/**
 * Deletes a channel for everybody, at once; its rows are purged by and by. Its id stays taken; that of a dm until it was
 * purged. Whoever hears the channel is told at once, and so are its first members in their own channels; the others there
 * when they are purged.
 * Rejects with `not_found`, `banned`, or `forbidden` for who neither owns it nor is an admin of the project.
 */
export async function removeChannel(ctx: Ctx, channelId: string): Promise<{ id: string; removed: true }> {
  const { projectId } = ctx;
  return ctx.write(async (tx) => {
    await tx.nextOffset(chatChannel(channelId));
    const { owns } = await requireChannel(ctx, tx.db, channelId);
    if (!owns) {
      throw new ApiError('forbidden', `Only the owner of ${channelId}, or an admin of the project, may delete it.`);
    }
    await changeChannel(tx.db, projectId, channelId, { deletedAt: ctx.now(), memberCount: 0 });
    tx.emit({ ch: chatChannel(channelId), type: 'chat.channel.updated', data: { channelId, channel: null } });
    await dismissMembers(tx, projectId, channelId);
    return { id: channelId, removed: true as const };
  });
}
