import { type ChatChannelUpdate, type ChatChannelView, chatChannel } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { requireChannel, requireModerator } from '../channel-access.js';
import { changeChannel, toChannel } from './channel-store.js';
import { viewChannel } from './view-channel.js';

/** Changes what is named; what is left out stays. Rejects with `not_found`, `banned` or `forbidden`. */
export async function updateChannel(ctx: Ctx, channelId: string, input: ChatChannelUpdate): Promise<ChatChannelView> {
  return ctx.write(async (tx) => {
    const version = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId);
    requireModerator(access);
    const channel = await changeChannel(tx.db, ctx.projectId, channelId, {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.custom === undefined ? {} : { custom: JSON.stringify(input.custom) }),
      ...(input.slowModeSeconds === undefined ? {} : { slowModeSeconds: input.slowModeSeconds }),
      ...(input.frozen === undefined ? {} : { frozen: input.frozen ? 1 : 0 }),
      ...(input.blockList === undefined ? {} : { blockList: JSON.stringify(input.blockList) }),
      updatedAt: ctx.now(),
      version,
    });
    tx.emit({
      ch: chatChannel(channelId),
      type: 'chat.channel.updated',
      data: { channelId, channel: toChannel(channel) },
    });
    return viewChannel(ctx, tx.db, channelId, access.userId);
  });
}
