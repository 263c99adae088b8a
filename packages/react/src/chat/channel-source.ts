import type { ChannelState, ChatChannel, PulseError } from '@pulse-io/client';
import { perClient } from '../lib/per-client.js';
import { quiet } from '../lib/quiet.js';
import { refusedClient } from '../lib/refused-client.js';
import type { AppTypes, Client } from '../lib/register.js';
import { watchedSource } from '../lib/watched-source.js';
import { NO_MESSAGES, TOLD_BY_MESSAGES } from './no-messages.js';

const noChannel = (): ChannelState<AppTypes> => ({
  ...NO_MESSAGES,
  ...{ channel: null, members: [], membership: null, typing: [], read: [], unreadCount: 0, unreadMentions: 0 },
});

/** The channel of an id; of a text that is no id, one whose state and calls tell so. */
export function openChannel(client: Client, id: string): ChatChannel<AppTypes> {
  try {
    return client.chat.channel(id);
  } catch (error) {
    return refusedClient(error as PulseError).chat.channel('refused');
  }
}

/** The channel of an id, watched while components read it. */
export const channelSource = /* @__PURE__ */ perClient((client, id) => {
  // Of the last three nothing is told, and it is no harm.
  const names = [...TOLD_BY_MESSAGES, 'retry', 'markRead', 'startTyping', 'stopTyping'] as const;
  return watchedSource(client, quiet(openChannel(client, id), names), noChannel());
});
