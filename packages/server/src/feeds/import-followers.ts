import { FEED_PATTERN, type Follow, feedChannel } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { toTimestamp } from '../clock.js';
import { commit } from '../commit.js';
import { lockChannels } from '../realtime/event-log.js';
import type { Services } from '../services.js';
import { insertFeedItems, listNewestOf } from './feed-item-store.js';
import { BACKFILL } from './follow.js';
import { insertFollows } from './follow-store.js';

/** Follows of one transaction: long enough to be cheap a follow, short enough that other writes do not wait. */
const CHUNK = 500;
/** Rows of one statement: five parameters each stay below SQLite's 32,766. */
const ROWS = 5_000;

/** Feeds that are to follow another. */
export interface NewFollowers {
  target: string;
  sources: readonly string[];
}

/**
 * Makes many feeds follow one: rows, copies and events are those of as many calls of `follow`. What stands is left.
 * Rejects with `invalid_request`.
 */
export async function importFollowers(
  services: Services,
  projectId: string,
  { target, sources }: NewFollowers,
): Promise<void> {
  for (const feed of [target, ...sources]) {
    if (!FEED_PATTERN.test(feed)) throw new ApiError('invalid_request', `${feed} is no feed: it must be group:id.`);
  }
  const others = [...new Set(sources)];
  if (others.includes(target))
    throw new ApiError('invalid_request', 'A feed cannot follow itself.', { param: 'target' });
  for (let at = 0; at < others.length; at += CHUNK) {
    const chunk = others.slice(at, at + CHUNK);
    await commit(services, projectId, async ({ db, emit }) => {
      await lockChannels(db, projectId, [target, ...chunk].map(feedChannel));
      const createdAt = toTimestamp(services.clock.now());
      const wanted = chunk.map((source): Follow => ({ source, target, createdAt }));
      const gained = new Set(await insertFollows(db, projectId, wanted));
      const newest = await listNewestOf(db, { projectId, feed: target, count: BACKFILL });
      const items = [...gained].flatMap((feed) => newest.map((item) => ({ ...item, projectId, feed, origin: target })));
      for (let row = 0; row < items.length; row += ROWS) await insertFeedItems(db, items.slice(row, row + ROWS));
      for (const follow of wanted) {
        if (!gained.has(follow.source)) continue;
        emit({ ch: feedChannel(follow.source), type: 'feed.follow.created', data: follow });
        emit({ ch: feedChannel(target), type: 'feed.follow.created', data: follow });
      }
    });
  }
}
