import type { ChannelState } from '@pulse-io/client';
import { useCallback, useEffect, useState } from 'react';
import { useSelection } from '../../lib/use-selection.js';
import { useChat } from '../chat-context.js';

const SECOND_MS = 1_000;

/** Seconds until the user may write again in a channel of slow mode; 0 where it may now. */
export function useSlowMode(): number {
  const { state, userId, canModerate } = useChat();
  const select = useCallback(
    ({ channel, messages }: ChannelState) => {
      if (!channel?.slowModeSeconds || canModerate) return '';
      const last = messages.findLast(({ userId: by, status }) => by === userId && status === 'sent');
      return last ? `${channel.slowModeSeconds} ${Date.parse(last.createdAt)}` : '';
    },
    [userId, canModerate],
  );
  const known = useSelection(state, select);
  const [now, setNow] = useState(Date.now);
  const [seconds = 0, from = 0] = known.split(' ').map(Number);
  // Never longer than it can be, wherever this device's clock stands.
  const left = Math.min(seconds, Math.max(0, Math.ceil((from + seconds * SECOND_MS - now) / SECOND_MS)));
  const waits = left > 0;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [waits]);
  return known ? left : 0;
}
