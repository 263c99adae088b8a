import { type ChannelState, type MessageRow, PulseError } from '@pulse-io/client';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { AppTypes } from '../../lib/register.js';
import { useSelection } from '../../lib/use-selection.js';
import { useIdentity } from '../../provider/use-identity.js';
import { usePulse } from '../../provider/use-pulse.js';
import type { VirtualListHandle } from '../../ui/virtual-list/virtual-list.js';
import { channelSource } from '../channel-source.js';
import { ChatContext, type ChatContextValue } from '../chat-context.js';
import { composerSource } from '../composer-source.js';
import { threadSource } from '../thread-source.js';

export interface ChatProps {
  channelId: string;
  /** Shows the thread of a message, and not the channel itself. */
  parentId?: string | undefined;
  /** Opens a thread; without it there are none. */
  onOpenThread?: ((messageId: string) => void) | undefined;
  /** Adds to what can be done with a message: `MenuItem`s. */
  extraActions?: ((message: MessageRow<AppTypes>) => ReactNode) | undefined;
  children?: ReactNode;
}

const roleOf = ({ membership }: ChannelState<AppTypes>) => membership?.role ?? null;
/** A message that was gone to is marked for so long. */
const FOUND_MS = 1_600;

/** What the parts of a chat share: put them into it, in whatever order. */
export function Chat({ channelId, parentId, onOpenThread, extraActions, children }: ChatProps) {
  const pulse = usePulse();
  const userId = useIdentity();
  const source = channelSource(pulse, channelId);
  const listed = parentId === undefined ? source : threadSource(pulse, JSON.stringify([channelId, parentId]));
  const role = useSelection(source, roleOf);
  const [editingId, edit] = useState<string | null>(null);
  const [problem, setProblem] = useState<PulseError | null>(null);
  const list = useRef<VirtualListHandle>(null);

  const act = useCallback((work: Promise<unknown>) => {
    // What is not loaded yet answers at once.
    Promise.resolve(work).then(
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
      if (!show()) act(listed.handle.loadAround(messageId).then(() => requestAnimationFrame(show)));
    },
    [listed, act],
  );

  const value = useMemo<ChatContextValue>(
    () => ({
      channelId,
      parentId: parentId ?? null,
      channel: source.handle,
      state: source,
      listed,
      moves: listed.handle,
      userId,
      canModerate: role === 'owner' || role === 'moderator',
      editingId,
      edit,
      reply: composerSource(pulse, JSON.stringify([channelId, parentId ?? null])).actions.setReplyTo,
      list,
      jumpTo,
      openThread: parentId === undefined ? onOpenThread : undefined,
      act,
      problem,
      dismissProblem: () => setProblem(null),
      extraActions,
    }),
    [
      pulse,
      channelId,
      parentId,
      source,
      listed,
      userId,
      role,
      editingId,
      jumpTo,
      onOpenThread,
      act,
      problem,
      extraActions,
    ],
  );
  return <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
}
