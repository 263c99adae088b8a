import { notFound } from '../api-error.js';
import type { Handler } from '../http/handler.js';

/** Reads a user's presence; one who was never seen is offline. */
export const getPresence: Handler<'getPresence'> = async (ctx, { params: { userId } }) => {
  const [presence] = await ctx.services.presences.get(ctx.projectId, [userId]);
  if (!presence) throw notFound(`The presence of ${userId}`);
  return presence;
};
