import type { ActivityRow, FeedState } from '@pulse-io/client';

const newestFirst = (a: ActivityRow, b: ActivityRow): number =>
  a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1;

/** Before it, a feed has rows that were not read yet. */
const horizonOf = ({ activities, hasMore }: FeedState): string => (hasMore ? (activities.at(-1)?.time ?? '') : '');

/**
 * One list of two feeds: the person's own posts from the feed that they are written to, where they show at once and
 * can fail, and everybody else's from the timeline. Rows older than what both feeds have read are left out.
 */
export function mergeRows(posts: FeedState, timeline: FeedState, postsId: string): ActivityRow[] {
  const horizons = [horizonOf(posts), horizonOf(timeline)].sort();
  const horizon = horizons.at(-1) ?? '';
  const unsent = posts.activities.filter(({ status }) => status !== 'sent');
  const sent = [
    ...posts.activities.filter(({ status }) => status === 'sent'),
    ...timeline.activities.filter(({ feed }) => feed !== postsId),
  ];
  return [...unsent, ...sent.filter(({ time }) => time >= horizon).sort(newestFirst)];
}
