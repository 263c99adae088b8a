import { chatChannel } from '@pulse-io/protocol';
import { Emitter } from '../lib/emitter.js';
import type { ReadableState } from '../lib/store.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { CallOptions } from '../transport/call-options.js';
import { type ChannelEvents, type ChannelState, NO_MESSAGES } from './channel-state.js';
import { CHANNEL_VERBS, type ChannelVerbs } from './channel-verbs.js';
import type { HandleDeps } from './chat-deps.js';
import { type Composer, type ComposerOptions, openComposer } from './composer.js';
import { openHandle } from './handle.js';
import type { Message, NewMessage } from './message.js';
import { openThread, type Thread } from './thread.js';

/**
 * One channel: reads and writes at any time, and while it is watched a `state` that follows every change. Its writes go
 * out one by one, in the order in which they were made.
 */
export interface ChatChannel<Types extends PulseTypes = DefaultTypes> extends ChannelVerbs<Types> {
  readonly id: string;
  /** Filled by `watch()`; writes show in it at once. */
  readonly state: ReadableState<ChannelState<Types>>;
  /** Hears the events of a watched channel; returns the function that ends it. */
  on<Name extends keyof ChannelEvents<Types>>(
    name: Name,
    listener: (...args: ChannelEvents<Types>[Name]) => void,
  ): () => void;
  /**
   * Sends a message; its id is made here, so that however often it is sent it is added once. With no network it waits in
   * the outbox and the promise stays open. Rejects with `banned`, `muted`, `slow_mode`, `channel_frozen`,
   * `message_blocked` and the like, and the row of a watched channel then is `failed`; with `outbox_full`, `aborted`.
   */
  sendMessage(input: NewMessage<Types>, options?: CallOptions): Promise<Message<Types>>;
  /** Sends a failed row once more, under the same id. Rejects as `sendMessage` does, or with `not_found`. */
  retry(id: string, options?: CallOptions): Promise<Message<Types>>;
  /** Takes a failed row out of the state. */
  discard(id: string): void;
  /** The thread that hangs on a message. */
  thread(messageId: string): Thread<Types>;
  /** What the user is about to send; every one that is opened needs its `close()`. */
  composer(options?: ComposerOptions): Composer<Types>;
}

const EMPTY: ChannelState = {
  ...NO_MESSAGES,
  ...{ channel: null, members: [], membership: null, typing: [], read: [], unreadCount: 0, unreadMentions: 0 },
};

export function openChannel(id: string, deps: HandleDeps): ChatChannel {
  const { config, outbox, load } = deps;
  const events = new Emitter<ChannelEvents>(config.logger);
  const handle = openHandle(EMPTY, CHANNEL_VERBS, config.logger, async (state) =>
    (await load()).channel(id, state, events),
  );
  const sendMessage: ChatChannel['sendMessage'] = (input, options) => {
    const body = { ...input, id: input.id ?? config.nextId() };
    const request = { params: { channelId: id }, body };
    return outbox.add(
      { lane: chatChannel(id), operation: 'sendMessage', request, id: body.id, keep: true },
      options,
    ) as Promise<Message>;
  };
  const channel: ChatChannel = {
    ...handle,
    id,
    sendMessage,
    on: (name, listener) => events.on(name, listener),
    retry: (row, options) => outbox.retry(row, options) as Promise<Message>,
    discard: (row) => outbox.discard(row),
    thread: (messageId) => openThread(id, messageId, sendMessage, deps),
    composer: (options = {}) => openComposer(channel, options, deps),
  };
  return channel;
}
