import type { ChannelMember, ChannelState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useChannelState } from './use-channel-state.js';

export interface UseMembersResult {
  /** In the order in which they joined, 100 at most; `useChannel(…).actions.members()` pages through all. */
  readonly members: readonly ChannelMember[];
  readonly memberCount: number;
  /** The user's own; null where it is none. */
  readonly membership: ChannelMember | null;
}

/** The members of a channel, kept true; none until it was read. */
export function useMembers(channelId: string): UseMembersResult {
  return useChannelState(channelId, select, shallowEqual);
}

const select = ({ members, membership, channel }: ChannelState<AppTypes>): UseMembersResult => ({
  members,
  memberCount: channel?.memberCount ?? 0,
  membership,
});
