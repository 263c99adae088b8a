import type { QueryWords } from './words.js';

/** What a search looks for, and where. */
export interface SearchOptions {
  projectId: string;
  query: QueryWords;
  /** Null for all channels of the project. */
  channelIds: readonly string[] | null;
  /** Only messages of this user. */
  from: string | undefined;
  /** Whose messages are shown although they were written under a shadow ban. */
  reader: string | null;
  /** Where everybody's are; null for everywhere. */
  moderated: readonly string[] | null;
  /** Only what is older than this message. */
  before: number;
  limit: number;
}

/** A message that was found. */
export interface Hit {
  seq: number;
  messageId: string;
}

/** Of so many channels each has its own term in a query; of more, what was found is looked through. */
export const CHANNEL_TERMS = 100;
