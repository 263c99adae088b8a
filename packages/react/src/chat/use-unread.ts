import type { ChannelState, ChatChannel } from '@pulse-io/client';
import { useMemo } from 'react';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { channelSource } from './channel-source.js';

export interface UseUnreadResult
  extends Pick<ChannelState, 'unreadCount' | 'unreadMentions'>,
    Pick<ChatChannel, 'markRead'> {}

/**
 * What the user has not read in a channel, outside of threads, and how to mark it; 1,000 stands for as many or more. For
 * many channels together there is `useChannels().unreadCount`.
 */
export function useUnread(channelId: string): UseUnreadResult {
  const source = channelSource(usePulse(), channelId);
  const shown = useSelection(source, select, shallowEqual);
  return useMemo(() => ({ ...shown, markRead: source.handle.markRead }), [shown, source]);
}

const select = ({ unreadCount, unreadMentions }: ChannelState<AppTypes>) => ({ unreadCount, unreadMentions });
