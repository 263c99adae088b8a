import { actingUser } from '../../caller.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { deleteDraft } from './draft-store.js';

/** Forgets a draft; `removed` is false when there was none. Rejects as `saveDraft`. */
export async function removeDraft(ctx: Ctx, channelId: string, named?: string): Promise<{ removed: boolean }> {
  const userId = actingUser(ctx.caller, named);
  return ctx.write(async ({ db }) => {
    await requireChannel(ctx, db, channelId, userId);
    return { removed: await deleteDraft(db, ctx.projectId, channelId, userId) };
  });
}
