import type { ChannelList, ChannelListQuery, ChannelListState } from '@pulse-io/client';
import { useMemo } from 'react';
import type { AppTypes } from '../lib/register.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { channelListSource, keyOfQuery } from './channel-list-source.js';
import { shownStatus } from './shown-status.js';

export interface UseChannelsResult
  extends Omit<ChannelListState<AppTypes>, 'status'>,
    Pick<ChannelList, 'loadMore' | 'refresh'> {
  readonly status: Exclude<ChannelListState['status'], 'idle'>;
}

/**
 * Channels by a filter and in an order, kept live while a component shows them, 100 at most. The filter may be written
 * inline: components with equal ones share a list. `status` and `error` tell what could not be read.
 */
export function useChannels(query: ChannelListQuery = {}): UseChannelsResult {
  const source = channelListSource(usePulse(), keyOfQuery(query));
  const state = useSelection(source, itself);
  return useMemo(() => {
    const { loadMore, refresh } = source.handle;
    return { ...state, status: shownStatus(state.status), loadMore, refresh };
  }, [state, source]);
}

const itself = (state: ChannelListState<AppTypes>) => state;
