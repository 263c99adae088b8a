import type { ChannelState, MessageRow } from '@pulse-io/client';
import { useCallback } from 'react';
import type { AppTypes } from '../lib/register.js';
import { findMessage } from './message-index.js';
import { useChannelState } from './use-channel-state.js';

/** One message of those that `useMessages` shows: the component renders again when it changes. Null where it is not shown. */
export function useMessage(channelId: string, messageId: string): MessageRow<AppTypes> | null {
  const select = useCallback(({ messages }: ChannelState<AppTypes>) => findMessage(messages, messageId), [messageId]);
  return useChannelState(channelId, select);
}
