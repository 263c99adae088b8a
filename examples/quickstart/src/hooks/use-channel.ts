import type { ChannelState, ChatChannel } from '@pulse-io/client';
import { useEffect, useSyncExternalStore } from 'react';

/** A chat channel, live while the component is on the page; what fails is in `error`. */
export function useChannel(channel: ChatChannel): ChannelState {
  useEffect(() => {
    channel.watch().catch(() => {});
    return () => channel.unwatch();
  }, [channel]);
  return useSyncExternalStore(channel.state.subscribe, channel.state.getSnapshot);
}
