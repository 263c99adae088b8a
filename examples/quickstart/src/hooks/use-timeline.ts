import type { ActivityRow } from '@pulse-io/client';
import { useMemo } from 'react';
import { mergeRows } from '../merge-rows.js';
import type { Account } from '../pulse.js';
import { useFeed } from './use-feed.js';

export interface TimelineView {
  rows: ActivityRow[];
  /** Of the rows; `error` when they could not be read. */
  status: 'loading' | 'ready' | 'error';
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  readAgain: () => void;
}

/** What a person reads, from the two feeds that it is made of. */
export function useTimeline({ timeline, posts }: Account): TimelineView {
  const read = useFeed(timeline);
  const written = useFeed(posts);
  const rows = useMemo(() => mergeRows(written, read, posts.id), [written, read, posts.id]);
  const states = [read, written];
  const loading = states.some(({ status }) => status === 'idle' || status === 'loading');
  // What fails is in the state, which is on the page.
  const both = (act: (feed: typeof timeline) => Promise<void>) => () => {
    for (const feed of [timeline, posts]) act(feed).catch(() => {});
  };
  return {
    rows,
    status: loading ? 'loading' : states.some(({ status }) => status === 'error') ? 'error' : 'ready',
    hasMore: states.some(({ hasMore }) => hasMore),
    loadingMore: states.some(({ status }) => status === 'loading-more'),
    loadMore: both((feed) => feed.loadMore()),
    readAgain: both((feed) => feed.refresh()),
  };
}
