import type {
  ChannelMember,
  ChannelRead,
  ChannelRestriction,
  ChatChannelView,
  ReactionChange,
} from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import type { CustomData, DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { Message, MessageRow } from './message.js';

/**
 * `idle`: not watched; `loading`: nothing was read yet; `error`: see `error`; what is shown is the last that was known,
 * or nothing where the user may not see it any more.
 */
export type ChannelStatus = 'idle' | 'loading' | 'ready' | 'loading-older' | 'loading-newer' | 'error';

/** A channel as its user sees it; its `custom` is taken to be what the app has typed. */
export interface ChannelView<Types extends PulseTypes = DefaultTypes>
  extends Omit<ChatChannelView, 'custom' | 'lastMessage'> {
  custom: CustomData<Types, 'channel'>;
  lastMessage: Message<Types> | null;
}

/** A stretch of messages, the oldest first; what is not sent yet stands at the end. */
export interface MessagesState<Types extends PulseTypes = DefaultTypes> {
  readonly messages: readonly MessageRow<Types>[];
  /** Whether `loadOlder` brings more. */
  readonly hasOlder: boolean;
  /** Whether `loadNewer` brings more: the newest are not shown after `loadAround`. */
  readonly hasNewer: boolean;
  readonly status: ChannelStatus;
  readonly error: PulseError | null;
}

export interface ChannelState<Types extends PulseTypes = DefaultTypes> extends MessagesState<Types> {
  /** Null until it was read. */
  readonly channel: ChannelView<Types> | null;
  /** In the order in which they joined, 100 at most. */
  readonly members: readonly ChannelMember[];
  /** The user's own; null where it is none. */
  readonly membership: ChannelMember | null;
  /** Who types, beside the user. */
  readonly typing: readonly string[];
  /** How far members have read. */
  readonly read: readonly ChannelRead[];
  /** Messages of others that the user has not read, outside of threads; 1,000 stands for as many or more. */
  readonly unreadCount: number;
  /** Those of them that mention the user. */
  readonly unreadMentions: number;
}

export interface ThreadState<Types extends PulseTypes = DefaultTypes> extends MessagesState<Types> {
  /** The message that the thread hangs on; null until it was read. */
  readonly parent: MessageRow<Types> | null;
}

/** What a watched channel raises: each event once, in order. */
export interface ChannelEvents<Types extends PulseTypes = DefaultTypes> {
  'message.new': [message: Message<Types>];
  'message.updated': [message: Message<Types>];
  /** What is left of it; `hard`: not even its place. */
  'message.deleted': [message: Message<Types>, hard: boolean];
  'reaction.added': [change: ReactionChange];
  'reaction.removed': [change: ReactionChange];
  /** A reaction to the moment, of another user. */
  'reaction.sent': [kind: string, userId: string];
  read: [read: ChannelRead];
  /** Null: it was deleted. */
  'channel.updated': [channel: Omit<ChannelView<Types>, keyof ViewerFields> | null];
  'member.added': [member: ChannelMember];
  'member.updated': [member: ChannelMember];
  'member.removed': [userId: string];
  'user.banned': [restriction: ChannelRestriction];
  'user.unbanned': [userId: string];
  'user.muted': [restriction: ChannelRestriction];
  'user.unmuted': [userId: string];
  /** Who types now. */
  typing: [userIds: readonly string[]];
  /** Events were missed for good; the channel has been read again. */
  resync: [];
}

/** What a view tells its viewer beside the channel itself. */
type ViewerFields = Pick<
  ChatChannelView,
  | 'members'
  | 'read'
  | 'lastMessage'
  | 'membership'
  | 'unreadCount'
  | 'unreadMentions'
  | 'mutedUntil'
  | 'draft'
  | 'blockList'
  | 'offset'
>;

export const NO_MESSAGES: MessagesState = {
  messages: [],
  hasOlder: false,
  hasNewer: false,
  status: 'idle',
  error: null,
};
