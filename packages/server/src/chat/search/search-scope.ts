import type { Ctx } from '../../context.js';
import { overseesAll, requireChannel, requireSelf } from '../channel-access.js';
import { readOpenChannels } from './open-channel-store.js';
import type { SearchOptions } from './search-options.js';

export type SearchScope = Pick<SearchOptions, 'channelIds' | 'reader' | 'moderated'>;

/**
 * Where a caller, or the user that it means, may look: in the channel that is named, else in those whose member it is;
 * who oversees the project, everywhere. Throws `not_found`, `banned` or `forbidden_user`.
 */
export async function findScope(
  ctx: Ctx,
  { channelId, userId }: { channelId?: string | undefined; userId?: string | undefined },
): Promise<SearchScope> {
  const { caller } = ctx;
  requireSelf(caller, userId);
  const reader = caller.kind === 'user' ? caller.identity : (userId ?? null);
  const overseer = overseesAll(caller) && (caller.kind === 'user' || reader === null);
  if (channelId !== undefined) {
    const { member } = await requireChannel(ctx, ctx.db, channelId, userId);
    const moderates = member !== null && member.role !== 'member';
    return { channelIds: [channelId], reader, moderated: overseer ? null : moderates ? [channelId] : [] };
  }
  if (overseer) return { channelIds: null, reader, moderated: null };
  const open = await readOpenChannels(ctx.db, { projectId: ctx.projectId, userId: reader ?? '', now: ctx.now() });
  const moderated = open.filter(({ role }) => role !== 'member').map((channel) => channel.channelId);
  return { channelIds: open.map((channel) => channel.channelId), reader, moderated };
}
