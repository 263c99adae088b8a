import type { ChatChannelView } from '@pulse-io/protocol';
import { notFound } from '../../api-error.js';
import type { Ctx } from '../../context.js';
import type { ReadDb } from '../../storage/storage.js';
import { overseesAll } from '../channel-access.js';
import { LISTED_MEMBERS, readViews } from './channel-view.js';

/** One channel as a caller, or the user that it means, sees it. */
export async function viewChannel(
  ctx: Ctx,
  db: ReadDb,
  channelId: string,
  userId: string | null,
): Promise<ChatChannelView> {
  const { projectId } = ctx;
  const [view] = await readViews(db, [channelId], {
    projectId,
    userId,
    oversees: overseesAll(ctx.caller),
    now: ctx.now(),
    members: LISTED_MEMBERS.one,
  });
  if (!view) throw notFound(`The channel ${channelId}`);
  return view;
}
