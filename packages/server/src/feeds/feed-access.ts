import { parseFeedId } from '@pulse-io/protocol';
import { ApiError, notFound } from '../api-error.js';
import type { Caller } from '../caller.js';
import { feedGroup } from './feed-groups.js';

/** A user owns the feeds that carry its identity: `user:alice`, `timeline:alice`. */
function owns(caller: Caller, feedId: string): boolean {
  return caller.kind === 'user' && parseFeedId(feedId)?.id === caller.identity;
}

/** Whether a caller may see a feed, by its group's visibility. */
export function mayReadFeed(caller: Caller, feedId: string): boolean {
  if (caller.kind === 'server' || owns(caller, feedId)) return true;
  const feed = parseFeedId(feedId);
  return caller.kind === 'user' && feed !== null && feedGroup(feed.group).visibility === 'public';
}

/** Throws `not_found` for a feed that the caller may not see. */
export function requireReadable(caller: Caller, feedId: string): void {
  if (!mayReadFeed(caller, feedId)) throw notFound(`The feed ${feedId}`);
}

/** Throws `not_found` for a feed that the caller may not see, `forbidden_user` for one that it sees but does not own. */
export function requireOwned(caller: Caller, feedId: string): void {
  requireReadable(caller, feedId);
  if (caller.kind === 'server' || owns(caller, feedId)) return;
  throw new ApiError('forbidden_user', `${feedId} belongs to another user; write to a feed of your own.`, {
    param: 'feedId',
  });
}
