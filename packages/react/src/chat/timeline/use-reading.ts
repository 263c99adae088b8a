import type { ChannelState } from '@pulse-io/client';
import { useEffect, useState } from 'react';
import { useSelection } from '../../lib/use-selection.js';
import { useChat } from '../chat-context.js';

export interface Reading {
  /** The offset up to which everything was read when the channel was opened; null until that is known. */
  readonly openedAt: number | null;
  /** Whether that is known. */
  readonly known: boolean;
  /** Unread messages now. */
  readonly unread: number;
}

const unreadOf = ({ unreadCount }: ChannelState): number => unreadCount;
const newestOf = ({ messages }: ChannelState): number =>
  messages.findLast(({ status }) => status === 'sent')?.offset ?? 0;
const isKnown = ({ channel }: ChannelState): boolean => channel !== null;
const isReady = ({ status }: ChannelState): boolean => status === 'ready';

/** Marks messages as read while the user is at the end and looks at the page; remembers where the unread began. */
export function useReading(atEnd: boolean): Reading {
  const { channel, state, userId } = useChat();
  const unread = useSelection(state, unreadOf);
  const newest = useSelection(state, newestOf);
  const ready = useSelection(state, isReady);
  const known = useSelection(state, isKnown);
  const [opened, setOpened] = useState<{ state: object; ready: boolean; at: number | null } | null>(null);
  // What is known of before is looked at once more when it is read anew.
  if (known && (opened?.state !== state || (ready && !opened.ready))) {
    const { read, unreadCount } = state.getSnapshot();
    const at = read.find((other) => other.userId === userId)?.offset ?? 0;
    setOpened({ state, ready, at: unreadCount > 0 ? at : null });
  }

  const visible = usePageVisible();
  useEffect(() => {
    if (ready && atEnd && visible && unread > 0 && newest > 0) channel.markRead().catch(() => {});
  }, [channel, ready, atEnd, visible, unread, newest]);

  const current = opened?.state === state ? opened : null;
  return { openedAt: current?.at ?? null, known: current !== null, unread };
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
