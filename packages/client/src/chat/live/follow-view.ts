import type { AnyEvent, ChannelRead, ChatChannelView } from '@pulse-io/protocol';
import type { Message } from '../message.js';
import { comparePlaces } from './message-window.js';

/** An event with what it does not tell: whether its message mentioned the user before; null where nobody knows. */
export interface Heard {
  readonly event: AnyEvent;
  readonly mentioned: boolean | null;
}

/** What follows from a view and an event; `stale` when it has to be read again, since the event does not tell enough. */
export interface Followed {
  readonly view: ChatChannelView;
  readonly stale: boolean;
}

/** `unreadCount` and `unreadMentions` stand for as many or more from here on. */
export interface Counting {
  readonly self: string | undefined;
  readonly unreadMax: number;
}

/** Pure: a user's view of a channel after the next event of it. */
export function followView(view: ChatChannelView, { event, mentioned }: Heard, counting: Counting): Followed {
  const { self, unreadMax } = counting;
  const fresh = (change: Partial<ChatChannelView>): Followed => ({ view: { ...view, ...change }, stale: false });
  /** Changes the last message, if it is that one. */
  const ofLast = (part: (Partial<Message> & { id: string }) | null): Partial<ChatChannelView> => {
    const last = view.lastMessage;
    if (!part || last?.id !== part.id || last.version >= event.offset) return {};
    return { lastMessage: { ...last, ...part, version: event.offset } };
  };
  switch (event.type) {
    case 'chat.message.new': {
      const { message } = event.data;
      if (message.parentId !== null) return fresh(ofLast(event.data.parent));
      // Who never read the channel has nothing unread.
      const unread = message.userId !== self && ownRead(view, self) !== undefined;
      return fresh({
        ...(isNewest(view, message) && { lastMessage: message, lastMessageAt: message.createdAt }),
        unreadCount: Math.min(unreadMax, view.unreadCount + Number(unread)),
        unreadMentions: Math.min(unreadMax, view.unreadMentions + Number(unread && mentions(message, self))),
      });
    }
    case 'chat.message.updated': {
      const { message } = event.data;
      const next = ofLast(message);
      if (!isUnread(view, message, self)) return fresh(next);
      const by = Number(mentions(message, self)) - Number(mentioned);
      const unreadMentions = Math.min(unreadMax, view.unreadMentions + by);
      const isUnsure = mentioned === null || (by < 0 && view.unreadMentions === unreadMax);
      return { view: { ...view, ...next, unreadMentions }, stale: isUnsure };
    }
    case 'chat.message.deleted': {
      const { message, already, parent } = event.data;
      const isLast = view.lastMessage?.id === message.id;
      const next = isLast ? { lastMessage: null } : ofLast(parent);
      if (already || !isUnread(view, message, self)) return { view: { ...view, ...next }, stale: isLast };
      const change = {
        unreadCount: Math.max(0, view.unreadCount - 1),
        unreadMentions: Math.max(0, view.unreadMentions - Number(mentioned)),
      };
      const isFull = view.unreadCount === unreadMax || view.unreadMentions === unreadMax;
      const isUnsure = isFull || (mentioned === null && view.unreadMentions > 0);
      return { view: { ...view, ...next, ...change }, stale: isLast || isUnsure };
    }
    case 'chat.reaction.added':
    case 'chat.reaction.removed': {
      const { messageId: id, reactions } = event.data;
      return fresh(ofLast({ id, reactions }));
    }
    case 'chat.read': {
      const { userId, offset, readAt, unreadCount, unreadMentions } = event.data;
      const read = withRead(view, { userId, offset, readAt });
      const isOwn = userId === self && offset >= (ownRead(view, self) ?? 0);
      return fresh(isOwn ? { read, unreadCount, unreadMentions } : { read });
    }
    case 'chat.channel.updated': {
      const { channel } = event.data;
      return fresh(channel && channel.version > view.version ? channel : {});
    }
    case 'chat.member.added': {
      const { member, memberCount } = event.data;
      const others = view.members.filter(({ userId }) => userId !== member.userId);
      const known = others.length < view.members.length;
      // Of a longer list only the first are told.
      const isWhole = view.members.length >= view.memberCount;
      return fresh({
        memberCount,
        members: known ? view.members.map(replaced(member)) : isWhole ? [...others, member] : view.members,
        ...(member.userId === self && { membership: member }),
      });
    }
    case 'chat.member.updated': {
      const { member } = event.data;
      const membership = member.userId === self ? { membership: member } : {};
      return fresh({ members: view.members.map(replaced(member)), ...membership });
    }
    case 'chat.member.removed': {
      const { userId, memberCount } = event.data;
      return fresh({
        memberCount,
        members: view.members.filter((member) => member.userId !== userId),
        read: view.read.filter((read) => read.userId !== userId),
        ...(userId === self && { membership: null }),
      });
    }
    case 'user.muted':
      return fresh(event.data.userId === self ? { mutedUntil: event.data.expiresAt } : {});
    case 'user.unmuted':
      return fresh(event.data.userId === self ? { mutedUntil: null } : {});
    default:
      return fresh({});
  }
}

/** Whether a message mentions the user. */
export const mentions = ({ mentions: users }: Message, self: string | undefined): boolean =>
  self !== undefined && users.includes(self);

const isNewest = ({ lastMessage }: ChatChannelView, message: Message): boolean =>
  lastMessage === null || comparePlaces(message, lastMessage) > 0;

const ownRead = ({ read }: ChatChannelView, self: string | undefined): number | undefined =>
  read.find(({ userId }) => userId === self)?.offset;

const isUnread = (view: ChatChannelView, message: Message, self: string | undefined): boolean =>
  message.parentId === null &&
  message.userId !== self &&
  message.offset > (ownRead(view, self) ?? Number.POSITIVE_INFINITY);

const replaced =
  <T extends { userId: string }>(next: T) =>
  (each: T): T =>
    each.userId === next.userId ? next : each;

function withRead({ read }: ChatChannelView, next: ChannelRead): ChannelRead[] {
  const before = read.find(({ userId }) => userId === next.userId);
  if (!before) return [...read, next];
  return before.offset > next.offset ? read : read.map(replaced(next));
}
