import type { ThreadState } from '@pulse-io/client';
import { perClient } from '../lib/per-client.js';
import { quiet } from '../lib/quiet.js';
import type { AppTypes } from '../lib/register.js';
import { watchedSource } from '../lib/watched-source.js';
import { openChannel } from './channel-source.js';
import { NO_MESSAGES, TOLD_BY_MESSAGES } from './no-messages.js';

/** The thread of `[channelId, messageId]` as JSON. */
export const threadSource = /* @__PURE__ */ perClient((client, key) => {
  const [channelId, messageId] = JSON.parse(key) as [string, string];
  const channel = quiet(openChannel(client, channelId), ['retry']);
  const thread = quiet(channel.thread(messageId), TOLD_BY_MESSAGES);
  const first: ThreadState<AppTypes> = { ...NO_MESSAGES, parent: null };
  return watchedSource(client, { ...channel, ...thread }, first);
});
