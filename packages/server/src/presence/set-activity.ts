import { actingUser } from '../caller.js';
import type { Handler } from '../http/handler.js';

/** Tells what a user does at the moment; of a user who is not there it is dropped. Rejects with `forbidden_user`. */
export const setActivity: Handler<'setActivity'> = async (ctx, { body }) =>
  ctx.services.presences.set(ctx.projectId, actingUser(ctx.caller, body.userId), { activity: body.activity });
