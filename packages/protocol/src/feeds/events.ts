import type { Activity, Follow } from './schema.js';

/** Events of the channel `feed:<feedId>`, by type. */
export interface FeedEvents {
  'feed.activity.added': { feed: string; activity: Activity };
  'feed.activity.removed': { feed: string; activityId: string };
  'feed.follow.created': Follow;
  'feed.follow.removed': Pick<Follow, 'source' | 'target'>;
}
