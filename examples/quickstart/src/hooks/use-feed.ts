import type { Feed, FeedState } from '@pulse-io/client';
import { useEffect, useSyncExternalStore } from 'react';

/** A feed, live while the component is on the page; what fails is in `error`. */
export function useFeed(feed: Feed): FeedState {
  useEffect(() => {
    feed.watch().catch(() => {});
    return () => feed.unwatch();
  }, [feed]);
  return useSyncExternalStore(feed.state.subscribe, feed.state.getSnapshot);
}
