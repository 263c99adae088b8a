import type { ChannelState } from '@pulse-io/client';
import { useCallback } from 'react';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { findMessage } from './message-index.js';
import { useChannelState } from './use-channel-state.js';

/** Who has read a message, beside its author: the component renders again when somebody has. Nobody while it is not sent. */
export function useReaders(channelId: string, messageId: string): readonly string[] {
  const select = useCallback(
    ({ messages, read }: ChannelState<AppTypes>): readonly string[] => {
      const message = findMessage(messages, messageId);
      if (message?.status !== 'sent') return [];
      const readers = read.filter(({ userId, offset }) => offset >= message.offset && userId !== message.userId);
      return readers.map(({ userId }) => userId);
    },
    [messageId],
  );
  return useChannelState(channelId, select, shallowEqual);
}
