import { notFound } from '../api-error.js';
import type { Handler } from '../http/handler.js';
import { mayEnterRoom } from '../realtime/authorize-channel.js';

/** Reads who is in a room. Rejects with `not_found` for a room that the token does not open. */
export const getRoomPresence: Handler<'getRoomPresence'> = async (ctx, { params: { roomId } }) => {
  if (!mayEnterRoom(ctx.caller, roomId)) throw notFound(`The room ${roomId}`);
  return ctx.services.presences.getRoom(ctx.projectId, roomId);
};
