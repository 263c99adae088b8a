import type { Follow, Events as WireEvents } from '@pulse-io/protocol';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { Activity } from './activity.js';

/** What a watched feed raises: each event of its channel once, in order. */
export interface FeedEvents<Types extends PulseTypes = DefaultTypes> {
  'activity.added': [activity: Activity<Types>];
  'activity.removed': [activityId: string];
  'follow.created': [follow: Follow];
  'follow.removed': [follow: WireEvents['feed.follow.removed']];
  /** Events were missed for good; the feed has been read again. */
  resync: [];
}
