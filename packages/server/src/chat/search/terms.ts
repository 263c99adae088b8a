/** Stands in no word, so that nobody writes what an index takes for a term. */
const MARK = '_';

/**
 * What stands beside the words of a message in an index, so that a search goes straight to what it may find. Ids are
 * folded to what both engines take for one word: two may fall together, and whoever reads must compare them again.
 */
const term = (kind: string, ...ids: string[]): string =>
  [kind, ...ids].map((part) => `${MARK}${part.toLowerCase().replaceAll(/[^a-z0-9]/g, MARK)}`).join('');

export const projectTerm = (projectId: string): string => term('p', projectId);
export const channelTerm = (projectId: string, channelId: string): string => term('c', projectId, channelId);
export const authorTerm = (projectId: string, userId: string): string => term('u', projectId, userId);
