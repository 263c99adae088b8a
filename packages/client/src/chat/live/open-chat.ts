import { channelRoutes, messageRoutes, readRoutes, uploadRoutes } from '@pulse-io/protocol/chat';
import type { Emitter } from '../../lib/emitter.js';
import type { Store } from '../../lib/store.js';
import type { ChannelListQuery, ChannelListState, ChannelListVerbs } from '../channel-list.js';
import type { ChannelEvents, ChannelState, ThreadState } from '../channel-state.js';
import type { ChannelVerbs, MessagesVerbs } from '../channel-verbs.js';
import type { ChatVerbs } from '../chat.js';
import type { ChatChannel } from '../chat-channel.js';
import type { ComposerOptions, ComposerState, ComposerVerbs } from '../composer.js';
import { ChannelListLive } from './channel-list-live.js';
import { ChannelLive } from './channel-live.js';
import type { ChatKit } from './chat-kit.js';
import { openThreadLive } from './thread-live.js';

/** What stands behind the handles of chat. */
export interface LateChat extends ChatVerbs {
  channel(id: string, state: Store<ChannelState>, events: Emitter<ChannelEvents>): ChannelVerbs;
  thread(channelId: string, parentId: string, state: Store<ThreadState>): MessagesVerbs;
  /** Loads more. */
  composer(channel: ChatChannel, options: ComposerOptions, state: Store<ComposerState>): Promise<ComposerVerbs>;
  /** Rejects with `token_provider_failed`, or with `invalid_request` where the client is no user. */
  list(query: ChannelListQuery, state: Store<ChannelListState>): Promise<ChannelListVerbs>;
}

/** Loaded with the first use of chat. */
export function openChat(kit: ChatKit): LateChat {
  Object.assign(kit.routes, channelRoutes, messageRoutes, readRoutes, uploadRoutes);
  const { http } = kit;
  return {
    create: ({ members, ...input }, options) => {
      const body = { ...input, members: members?.map(toMember) };
      return http.call('createChannel', { body }, options);
    },
    search: (query, options) => http.call('searchMessages', { query }, options),
    channel: (id, state, events) => new ChannelLive(kit, id, state, events).verbs,
    thread: (channelId, parentId, state) => openThreadLive(kit, channelId, parentId, state),
    composer: async (channel, options, state) => {
      const { ComposerLive } = await import('./composer-live.js');
      return new ComposerLive(kit, channel, options, state);
    },
    list: async (query, state) => {
      const user = await kit.authorize();
      if (user) return new ChannelListLive(kit, query, user, state);
      throw kit.createError({
        code: 'invalid_request',
        message: 'A live list of channels is a user’s: a server reads pages.',
      });
    },
  };
}

const toMember = <T>(member: string | T): { userId: string } | T =>
  typeof member === 'string' ? { userId: member } : member;
