import type { ReadableState } from '../lib/store.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import { NO_MESSAGES, type ThreadState } from './channel-state.js';
import { MESSAGES_VERBS, type MessagesVerbs } from './channel-verbs.js';
import type { ChatChannel } from './chat-channel.js';
import type { HandleDeps } from './chat-deps.js';
import { openHandle } from './handle.js';

/** The messages that hang on one, as live as those of a channel. */
export interface Thread<Types extends PulseTypes = DefaultTypes> extends MessagesVerbs {
  readonly state: ReadableState<ThreadState<Types>>;
  /** As the channel's, into the thread. */
  sendMessage: ChatChannel<Types>['sendMessage'];
}

export function openThread(
  channelId: string,
  parentId: string,
  sendMessage: ChatChannel['sendMessage'],
  { config, load }: HandleDeps,
): Thread {
  const first: ThreadState = { ...NO_MESSAGES, parent: null };
  return {
    ...openHandle(first, MESSAGES_VERBS, config.logger, async (state) =>
      (await load()).thread(channelId, parentId, state),
    ),
    sendMessage: (input, options) => sendMessage({ ...input, parentId }, options),
  };
}
