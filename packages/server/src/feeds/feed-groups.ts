/** Who may read a feed: everybody in the project, or its owner alone. */
export type FeedVisibility = 'public' | 'private';

export interface FeedGroup {
  visibility: FeedVisibility;
}

/** Groups with a meaning of their own; every other group is public. */
const GROUPS: Readonly<Record<string, FeedGroup>> = {
  user: { visibility: 'public' },
  timeline: { visibility: 'private' },
  notification: { visibility: 'private' },
};

export const feedGroup = (group: string): FeedGroup =>
  Object.hasOwn(GROUPS, group) ? (GROUPS[group] as FeedGroup) : { visibility: 'public' };
