import { ApiError } from '../api-error.js';
import { actingUser } from '../caller.js';
import type { Handler } from '../http/handler.js';

/**
 * Makes a user online, away, busy or invisible, and sets its custom status. Answers what others see: an invisible user
 * is offline. Rejects with `forbidden_user`, and `invalid_request` for a custom status that has ended already.
 */
export const setOnline: Handler<'setOnline'> = async (ctx, { body }) => {
  const userId = actingUser(ctx.caller, body.userId);
  const { customStatus } = body;
  if (customStatus?.expiresAt && Date.parse(customStatus.expiresAt) <= ctx.now()) {
    throw new ApiError('invalid_request', 'customStatus.expiresAt: must be in the future', {
      param: 'customStatus.expiresAt',
    });
  }
  const status = body.status ?? (customStatus === undefined ? 'online' : undefined);
  return ctx.services.presences.set(ctx.projectId, userId, {
    ...(status === undefined ? {} : { status }),
    ...(customStatus === undefined ? {} : { customStatus }),
  });
};
