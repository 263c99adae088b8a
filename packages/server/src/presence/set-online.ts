import { actingUser } from '../caller.js';
import type { Handler } from '../http/handler.js';

/** Makes a user online, away or busy. Rejects with `forbidden_user`. */
export const setOnline: Handler<'setOnline'> = async (ctx, { body }) =>
  ctx.services.presences.set(ctx.projectId, actingUser(ctx.caller, body.userId), body.status);
