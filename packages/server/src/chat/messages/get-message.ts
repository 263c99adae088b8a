import type { Message } from '@pulse-io/protocol';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { answerMessage } from './answer-message.js';
import { requireMessage } from './message-access.js';

/** Reads one message. Rejects with `not_found` or `banned`. */
export async function getMessage(ctx: Ctx, channelId: string, messageId: string, userId?: string): Promise<Message> {
  const access = await requireChannel(ctx, ctx.db, channelId, userId);
  return answerMessage(ctx.db, access.userId, await requireMessage(ctx.db, access, messageId));
}
