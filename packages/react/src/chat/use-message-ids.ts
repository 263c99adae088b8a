import type { ChannelState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { idsOf } from './message-index.js';
import { useChannelState } from './use-channel-state.js';

/** The ids of a channel's messages, the oldest first: a list of them renders again when messages come and go, not when one changes. */
export function useMessageIds(channelId: string): readonly string[] {
  return useChannelState(channelId, select, shallowEqual);
}

const select = ({ messages }: ChannelState<AppTypes>) => idsOf(messages);
