import { type ChannelState, type ChatChannel, type MessageRow, PulseError, type Thread } from '@pulse-io/client';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useReadable } from '../../lib/use-readable.js';
import type { VirtualListHandle } from '../../ui/virtual-list/virtual-list.js';
import { ChatContext, type ChatContextValue } from '../chat-context.js';

export interface ChatProps {
  channel: ChatChannel;
  /** Who looks at it; null where that is not known. */
  userId: string | null;
  /** Where its messages are listed, so that a message can be gone to. */
  listRef?: React.RefObject<VirtualListHandle | null>;
  /** Opens a thread; without it there are none. */
  onOpenThread?: ((messageId: string) => void) | undefined;
  /** Shows a thread of the channel, in the place of the channel itself. */
  thread?: { parentId: string; thread: Thread } | undefined;
  extraActions?: ((message: MessageRow) => ReactNode) | undefined;
  children: ReactNode;
}

const roleOf = ({ membership }: ChannelState) => membership?.role ?? null;

/** What the parts of a chat share: put them into it, in whatever order. */
export function Chat({ channel, userId, listRef, onOpenThread, thread, extraActions, children }: ChatProps) {
  const role = useReadable(channel.state, roleOf);
  const [editingId, edit] = useState<string | null>(null);
  const [replyToId, reply] = useState<string | null>(null);
  const [problem, setProblem] = useState<PulseError | null>(null);
  const ownList = useRef<VirtualListHandle>(null);
  const list = listRef ?? ownList;
  const source = thread?.thread ?? channel;
  const parentId = thread?.parentId ?? null;

  useEffect(() => {
    source.watch().catch(() => {});
    return () => source.unwatch();
  }, [source]);

  const act = useCallback((work: Promise<unknown>) => {
    work.then(
      () => setProblem(null),
      (error: unknown) => {
        // Taken back by the user itself.
        if (error instanceof PulseError && error.code !== 'aborted') setProblem(error);
      },
    );
  }, []);

  const jumpTo = useCallback(
    (messageId: string) => {
      const show = () => {
        if (!list.current?.scrollToKey(messageId)) return false;
        requestAnimationFrame(() => {
          const found = list.current?.element?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
          found?.focus({ preventScroll: true });
          found?.setAttribute('data-found', '');
          setTimeout(() => found?.removeAttribute('data-found'), FOUND_MS);
        });
        return true;
      };
      if (!show()) act(channel.loadAround(messageId).then(() => requestAnimationFrame(show)));
    },
    [list, channel, act],
  );

  const value = useMemo<ChatContextValue>(
    () => ({
      channel,
      source,
      parentId,
      userId,
      canModerate: role === 'owner' || role === 'moderator',
      editingId,
      edit,
      replyToId,
      reply,
      jumpTo,
      list,
      openThread: parentId === null ? onOpenThread : undefined,
      act,
      problem,
      dismissProblem: () => setProblem(null),
      extraActions,
    }),
    [
      channel,
      source,
      parentId,
      userId,
      role,
      editingId,
      replyToId,
      jumpTo,
      list,
      onOpenThread,
      act,
      problem,
      extraActions,
    ],
  );
  return <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
}

/** A message that was gone to is marked for so long. */
const FOUND_MS = 1_600;
