import type { AnyEvent, ChannelReadAnswer, ChatChannelView, Message } from '@pulse-io/protocol';

/** What a client knows of what one user has not read of a channel. */
export interface Following {
  readonly self: string;
  /** The offset of `chat:<id>` up to which it has followed. */
  readonly position: number;
  /** Null for who never read, and so has nothing unread. */
  readonly readOffset: number | null;
  readonly unreadCount: number;
  readonly unreadMentions: number;
  /** Whether a message mentions the user, by id: events tell how a message stands, not how it stood. */
  readonly mentioned: ReadonlyMap<string, boolean>;
  /** Reads of a livestream, told beside its events, that speak of what is still to come. */
  readonly ahead: readonly ChannelReadAnswer[];
  /** It has to read the view again: a read was heard too late to tell what has become unread since. */
  readonly isStale: boolean;
}

/** From a view, and the messages that came with it. */
export function startFollowing(self: string, view: ChatChannelView, messages: readonly Message[]): Following {
  return {
    self,
    position: view.offset,
    readOffset: view.read.find(({ userId }) => userId === self)?.offset ?? null,
    unreadCount: view.unreadCount,
    unreadMentions: view.unreadMentions,
    mentioned: new Map(messages.map((message) => [message.id, message.mentions.includes(self)])),
    ahead: [],
    isStale: false,
  };
}

/**
 * The reference of how counts follow from a view and the events after it: pure, for events of `chat:<id>` in their
 * order and those of `user:<self>` whenever they come, each as often as it likes.
 */
export function followUnread(before: Following, event: AnyEvent): Following {
  if (event.ch === `user:${before.self}`) return event.type === 'chat.read' ? hearRead(before, event.data) : before;
  if (event.offset !== before.position + 1) return before;
  const after = { ...follow(before, event), position: event.offset };
  return before.ahead.reduce(hearRead, { ...after, ahead: [] });
}

/** A read counts where it was counted. */
function hearRead(state: Following, read: ChannelReadAnswer): Following {
  if (state.readOffset !== null && read.offset <= state.readOffset) return state;
  if (read.head > state.position) return { ...state, ahead: [...state.ahead, read] };
  if (read.head < state.position) return { ...state, isStale: true };
  return takeRead(state, read);
}

const takeRead = (state: Following, { offset, unreadCount, unreadMentions }: ChannelReadAnswer): Following => ({
  ...state,
  ...{ readOffset: offset, unreadCount, unreadMentions },
});

function follow(state: Following, event: AnyEvent): Following {
  const { self } = state;
  switch (event.type) {
    case 'chat.message.new': {
      const { message } = event.data;
      return count(remember(state, message), message, 1, message.mentions.includes(self));
    }
    case 'chat.message.updated': {
      const { message } = event.data;
      const change = Number(message.mentions.includes(self)) - Number(state.mentioned.get(message.id) ?? false);
      const after = remember(state, message);
      return isUnread(state, message) ? { ...after, unreadMentions: state.unreadMentions + change } : after;
    }
    case 'chat.message.deleted': {
      const { message, already } = event.data;
      const mentioned = state.mentioned.get(message.id) ?? false;
      return already ? state : count(remember(state, message), message, -1, mentioned);
    }
    case 'chat.read':
      return event.data.userId === self ? takeRead(state, event.data) : state;
    case 'chat.member.added':
      return event.data.member.userId === self && state.readOffset === null
        ? { ...state, readOffset: event.offset - 1 }
        : state;
    case 'chat.member.removed':
      return event.data.userId === self ? { ...state, readOffset: null, unreadCount: 0, unreadMentions: 0 } : state;
    default:
      return state;
  }
}

const isUnread = ({ self, readOffset }: Following, message: Message): boolean =>
  readOffset !== null && message.parentId === null && message.userId !== self && message.offset > readOffset;

function count(state: Following, message: Message, by: 1 | -1, mentioned: boolean): Following {
  if (!isUnread(state, message)) return state;
  const unreadMentions = state.unreadMentions + (mentioned ? by : 0);
  return { ...state, unreadCount: state.unreadCount + by, unreadMentions };
}

const remember = (state: Following, { id, mentions }: Message): Following => ({
  ...state,
  mentioned: new Map(state.mentioned).set(id, mentions.includes(state.self)),
});
