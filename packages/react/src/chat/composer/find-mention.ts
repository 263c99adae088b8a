export interface MentionQuery {
  /** Where the `@` stands. */
  start: number;
  /** What was written behind it. */
  text: string;
}

/** The mention that is being written before the cursor; null when there is none. */
export function findMention(text: string, cursor: number): MentionQuery | null {
  const query = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,32})$/u.exec(text.slice(0, cursor))?.[1];
  return query === undefined ? null : { start: cursor - query.length - 1, text: query };
}

/** Ids that a text mentions, of those that could be. */
export const mentionsIn = (text: string, userIds: readonly string[]): string[] =>
  userIds.filter((userId) => new RegExp(`(^|[\\s(])@${quote(userId)}(?![\\p{L}\\p{N}_])`, 'u').test(text));

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
