import { roomChannel, SERVER_TIMING } from '@pulse-io/protocol';
import { notFound } from '../api-error.js';
import { channelTopic } from '../bus/topics.js';
import { actingUser } from '../caller.js';
import type { Handler } from '../http/handler.js';
import { mayEnterRoom } from '../realtime/authorize-channel.js';

/**
 * Tells everybody in a room that a user types or stopped; nothing is stored.
 * Rejects with `not_found` for a room that the token does not open, and `forbidden_user`.
 */
export const setTyping: Handler<'setTyping'> = async (ctx, { body: { roomId, userId, typing } }) => {
  const user = actingUser(ctx.caller, userId);
  if (!mayEnterRoom(ctx.caller, roomId)) throw notFound(`The room ${roomId}`);
  const ch = roomChannel(roomId);
  ctx.services.bus.publish(channelTopic(ctx.projectId, ch), {
    kind: 'ephemeral',
    ephemeral: {
      ch,
      type: typing ? 'typing_started' : 'typing_stopped',
      user,
      data: {},
      ttlMs: SERVER_TIMING.typingTtlMs,
    },
    from: null,
  });
  return { roomId, userId: user, typing };
};
