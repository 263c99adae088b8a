import type { Activity, Follow, Events as WireEvents } from '@pulse-io/protocol';

/** What a watched feed raises: each event of its channel once, in order. */
export interface FeedEvents {
  'activity.added': [activity: Activity];
  'activity.removed': [activityId: string];
  'follow.created': [follow: Follow];
  'follow.removed': [follow: WireEvents['feed.follow.removed']];
  /** Events were missed for good; the feed has been read again. */
  resync: [];
}
