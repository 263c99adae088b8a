import type { ChannelState, ChannelStatus, ChatChannel } from '@pulse-io/client';
import { useMemo } from 'react';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { channelSource } from './channel-source.js';
import { shownStatus } from './shown-status.js';

export interface UseChannelResult
  extends Pick<
    ChannelState<AppTypes>,
    'channel' | 'membership' | 'unreadCount' | 'unreadMentions' | 'hasOlder' | 'hasNewer' | 'error'
  > {
  readonly status: Exclude<ChannelStatus, 'idle'>;
  /** Everything that the channel can do; the same object from render to render. `refresh` starts anew after an error. */
  readonly actions: ChatChannel<AppTypes>;
}

/**
 * A channel, without its messages, which is watched while a component shows it. One that does not exist, that the user
 * has left, or that a refused token keeps from it has the status `error`: see `error.code`.
 */
export function useChannel(channelId: string): UseChannelResult {
  const source = channelSource(usePulse(), channelId);
  const shown = useSelection(source, select, shallowEqual);
  return useMemo(() => ({ ...shown, actions: source.handle }), [shown, source]);
}

const select = ({
  channel,
  membership,
  unreadCount,
  unreadMentions,
  hasOlder,
  hasNewer,
  error,
  status,
}: ChannelState<AppTypes>) => ({
  ...{ channel, membership, unreadCount, unreadMentions, hasOlder, hasNewer, error },
  status: shownStatus(status),
});
