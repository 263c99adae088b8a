import type { ChannelState, MessageRow, MessagesState, PulseError } from '@pulse-io/client';
import { createContext, type ReactNode, type RefObject, useContext } from 'react';
import type { AppTypes } from '../lib/register.js';
import type { Source } from '../lib/source.js';
import type { VirtualListHandle } from '../ui/virtual-list/virtual-list.js';
import type { openChannel } from './channel-source.js';

/** What the parts of a chat share. */
export interface ChatContextValue {
  readonly channelId: string;
  /** The message whose thread this is; null in a channel. */
  readonly parentId: string | null;
  /** Everything that the channel can do. */
  readonly channel: ReturnType<typeof openChannel>;
  readonly state: Source<ChannelState<AppTypes>>;
  /** The messages that are listed: the channel's, or a thread's. */
  readonly listed: Source<MessagesState<AppTypes>>;
  /** What moves them. */
  readonly moves: MessageMoves;
  /** Who looks at it; null where that is not known. */
  readonly userId: string | null;
  /** Whether the user may delete and pin what others wrote. */
  readonly canModerate: boolean;
  /** The message that is being edited; null for none. */
  readonly editingId: string | null;
  edit(messageId: string | null): void;
  /** The message that the next one will answer; null for none. */
  reply(messageId: string | null): void;
  /** The list of messages, where one is shown. */
  readonly list: RefObject<VirtualListHandle | null>;
  /** Shows a message, wherever in the channel it stands. */
  jumpTo(messageId: string): void;
  /** Undefined where threads cannot be opened: in a thread. */
  readonly openThread?: ((messageId: string) => void) | undefined;
  /** Does something, and shows what was wrong where it fails. */
  act(work: Promise<unknown>): void;
  /** What was wrong last; null for nothing. */
  readonly problem: PulseError | null;
  dismissProblem(): void;
  /** Adds to what can be done with a message. */
  readonly extraActions?: ((message: MessageRow<AppTypes>) => ReactNode) | undefined;
}

/** What moves a stretch of messages. */
export type MessageMoves = Pick<
  ReturnType<typeof openChannel>,
  'loadOlder' | 'loadNewer' | 'loadNewest' | 'loadAround' | 'refresh'
>;

export const ChatContext = /* @__PURE__ */ createContext<ChatContextValue | null>(null);

/** What the parts of a chat share; throws outside of one. */
export function useChat(): ChatContextValue {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('This part belongs into a chat: put it into <ChatWindow> or <Chat channelId="…">.');
  return chat;
}
