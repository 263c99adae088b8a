import type { ChannelRead, ChannelState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';
import { useChannelState } from './use-channel-state.js';

/** How far members have read, by the offset of the last message; nobody is told that of a livestream. */
export function useReadReceipts(channelId: string): readonly ChannelRead[] {
  return useChannelState(channelId, readOf);
}

const readOf = ({ read }: ChannelState<AppTypes>) => read;
