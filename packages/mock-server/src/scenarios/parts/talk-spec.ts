import type { NewChatChannel, NewMessage } from '@pulse-io/protocol';
import type { Person } from '../people/people.js';
import type { SeedRestriction } from '../seeder.js';
import type { Topic } from '../texts/topics.js';

/** A message of your own. */
export interface SaidMessage {
  userId: string;
  content: Pick<NewMessage, 'text' | 'attachments' | 'mentions' | 'custom'>;
  deleted: boolean;
}

/** What a chat channel is to hold. */
export interface TalkSpec {
  /** Without a dm's id, which follows from its members. */
  readonly channel: Omit<NewChatChannel, 'members' | 'userId'>;
  /** Names the choices that are made for it. */
  readonly key: string;
  /** The first one is the owner; everybody of the scenario where there are none. */
  readonly members: readonly Person[];
  readonly moderators: readonly string[];
  readonly messages: number;
  readonly topics: readonly Topic[] | null;
  /** After the messages that are written for it. */
  readonly said: readonly SaidMessage[];
  readonly threads: number;
  readonly reactions: boolean;
  readonly pins: number;
  readonly deleted: number;
  /** By user. */
  readonly unread: ReadonlyMap<string, number>;
  readonly frozen: boolean;
  readonly restrictions: readonly SeedRestriction[];
}

export const emptyTalk = (key: string, channel: TalkSpec['channel']): TalkSpec => ({
  ...{ channel, key, members: [], moderators: [], messages: 0, topics: null, said: [], threads: 0 },
  ...{ reactions: false, pins: 0, deleted: 0, unread: new Map(), frozen: false, restrictions: [] },
});
