import { actingUser } from '../caller.js';
import type { Handler } from '../http/handler.js';

/** Makes a user offline at once, until its last socket has gone. Rejects with `forbidden_user`. */
export const setOffline: Handler<'setOffline'> = async (ctx, { body }) =>
  ctx.services.presences.set(ctx.projectId, actingUser(ctx.caller, body.userId), { status: 'offline' });
