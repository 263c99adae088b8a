import type { ChatChannelView } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { viewChannel } from './view-channel.js';

/** Reads a channel as the caller sees it. Rejects with `not_found` or `banned`. */
export async function getChannel(ctx: Ctx, channelId: string, userId?: string): Promise<ChatChannelView> {
  const access = await requireChannel(ctx, ctx.db, channelId, userId);
  return viewChannel(ctx, ctx.db, channelId, access.userId);
}
