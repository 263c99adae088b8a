import type { ChatChannel, MessageRow, MessagesState, PulseError, ReadableState, Thread } from '@pulse-io/client';
import { createContext, type ReactNode, type RefObject, useContext } from 'react';
import type { VirtualListHandle } from '../ui/virtual-list/virtual-list.js';

/** A stretch of messages: of a channel, or of a thread. */
export type MessageSource = Pick<Thread, 'loadOlder' | 'loadNewer' | 'loadNewest' | 'refresh' | 'sendMessage'> & {
  readonly state: ReadableState<MessagesState>;
};

/** What the parts of a chat share. */
export interface ChatContextValue {
  readonly channel: ChatChannel;
  /** Whose messages are listed: the channel's, or a thread's. */
  readonly source: MessageSource;
  /** The message whose thread this is; null in a channel. */
  readonly parentId: string | null;
  /** Who looks at it; null where that is not known. */
  readonly userId: string | null;
  /** Whether the user may delete and pin what others wrote. */
  readonly canModerate: boolean;
  /** The message that is being edited; null for none. */
  readonly editingId: string | null;
  edit(messageId: string | null): void;
  /** The message that the next one will answer; null for none. */
  readonly replyToId: string | null;
  reply(messageId: string | null): void;
  /** The list of messages, where one is shown. */
  readonly list: RefObject<VirtualListHandle | null>;
  /** Shows a message, wherever in the channel it stands. */
  jumpTo(messageId: string): void;
  /** Undefined where threads cannot be opened: in a thread. */
  openThread?: ((messageId: string) => void) | undefined;
  /** Does something, and shows what was wrong where it fails. */
  act(work: Promise<unknown>): void;
  /** What was wrong last; null for nothing. */
  readonly problem: PulseError | null;
  dismissProblem(): void;
  /** Adds to what can be done with a message. */
  extraActions?: ((message: MessageRow) => ReactNode) | undefined;
}

export const ChatContext = createContext<ChatContextValue | null>(null);

/** What the parts of a chat share; throws outside of one. */
export function useChat(): ChatContextValue {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('This part belongs into a chat: put it into <ChatWindow> or <Chat channelId="…">.');
  return chat;
}
