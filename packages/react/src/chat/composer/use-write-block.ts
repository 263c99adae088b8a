import type { ChannelState } from '@pulse-io/client';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { useChat } from '../chat-context.js';

/** Why the user cannot write here, as a code; null when nothing is in the way. */
function blockOf({ channel, membership }: ChannelState): string | null {
  if (!channel) return null;
  if (channel.mutedUntil) return 'muted';
  if (channel.frozen && membership?.role !== 'moderator' && membership?.role !== 'owner') return 'channel_frozen';
  return null;
}

/** Why the user cannot write here, in words; null when it can. */
export function useWriteBlock(): string | null {
  const { state } = useChat();
  const strings = useStrings();
  const code = useSelection(state, blockOf);
  return code === null ? null : (strings.problems[code] ?? strings.problems.unknown);
}
