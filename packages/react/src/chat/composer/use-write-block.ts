import type { ChannelState, ChatChannel } from '@pulse-io/client';
import { useReadable } from '../../lib/use-readable.js';
import { useStrings } from '../../strings/use-strings.js';

/** Why the user cannot write here, as a code; null when nothing is in the way. */
function blockOf({ channel, membership }: ChannelState): string | null {
  if (!channel) return null;
  if (channel.mutedUntil) return 'muted';
  if (channel.frozen && membership?.role !== 'moderator' && membership?.role !== 'owner') return 'channel_frozen';
  return null;
}

/** Why the user cannot write here, in words; null when it can. */
export function useWriteBlock(channel: ChatChannel): string | null {
  const strings = useStrings();
  const code = useReadable(channel.state, blockOf);
  return code === null ? null : (strings.problems[code] ?? strings.problems.unknown);
}
