import type { ChannelState } from '@pulse-io/client';
import { useEffect, useState } from 'react';
import { useSelection } from '../../lib/use-selection.js';
import { useChat } from '../chat-context.js';

export interface Reading {
  /** The offset up to which everything was read when the channel was opened; null until that is known. */
  readonly openedAt: number | null;
  /** Unread messages now. */
  readonly unread: number;
}

const unreadOf = ({ unreadCount }: ChannelState): number => unreadCount;
const newestOf = ({ messages }: ChannelState): number =>
  messages.findLast(({ status }) => status === 'sent')?.offset ?? 0;
const isReady = ({ status }: ChannelState): boolean => status === 'ready';

/** Marks messages as read while the user is at the end and looks at the page; remembers where the unread began. */
export function useReading(atEnd: boolean): Reading {
  const { channel, state, userId } = useChat();
  const unread = useSelection(state, unreadOf);
  const newest = useSelection(state, newestOf);
  const ready = useSelection(state, isReady);
  const [opened, setOpened] = useState<{ state: object; at: number | null } | null>(null);
  if (ready && opened?.state !== state) {
    const { read, unreadCount } = state.getSnapshot();
    const at = read.find((other) => other.userId === userId)?.offset ?? 0;
    setOpened({ state, at: unreadCount > 0 ? at : null });
  }

  const visible = usePageVisible();
  useEffect(() => {
    if (ready && atEnd && visible && unread > 0 && newest > 0) channel.markRead().catch(() => {});
  }, [channel, ready, atEnd, visible, unread, newest]);

  return { openedAt: opened?.state === state ? opened.at : null, unread };
}

function usePageVisible(): boolean {
  const [visible, setVisible] = useState(true);
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
