import { CHANNEL_ID_PATTERN, type NewChatChannel, type Page } from '@pulse-io/protocol';
import { invalidRequest } from '../errors.js';
import type { PageQuery } from '../feeds/feed.js';
import { keep } from '../lib/keep.js';
import { late } from '../lib/late.js';
import type { CustomData, DefaultTypes, PulseTypes, WithCustom } from '../pulse-types.js';
import type { CallOptions } from '../transport/call-options.js';
import { type ChannelList, type ChannelListQuery, openChannelList } from './channel-list.js';
import type { ChannelView } from './channel-state.js';
import { type ChatChannel, openChannel } from './chat-channel.js';
import type { HandleDeps } from './chat-deps.js';
import type { Message } from './message.js';

/** What `create` takes; a dm is found by its members, and has no id and no name. */
export type NewChannel<Types extends PulseTypes = DefaultTypes> = Omit<NewChatChannel, 'custom' | 'members'> & {
  /** Users by their ids, or with a role, beside the caller. */
  members?: readonly (string | { userId: string; role?: 'owner' | 'moderator' | 'member' })[];
} & WithCustom<CustomData<Types, 'channel'>>;

export interface SearchQuery extends PageQuery {
  /** Words; the last one may be unfinished. */
  q: string;
  channelId?: string | undefined;
  /** Only messages of this user. */
  from?: string | undefined;
}

export interface ChatVerbs<Types extends PulseTypes = DefaultTypes> {
  /**
   * Makes a channel, or answers the one that stands under the id or, of a dm, with these members. Rejects with
   * `conflict`, `invalid_request`, `forbidden`.
   */
  create(input: NewChannel<Types>, options?: CallOptions): Promise<ChannelView<Types>>;
  /** A page of the messages that the user may see and that hold the words, the newest first. */
  search(query: SearchQuery, options?: CallOptions): Promise<Page<Message<Types>>>;
}

/** The chat of the project. Its code is loaded with the first use of it. */
export interface Chat<Types extends PulseTypes = DefaultTypes> extends ChatVerbs<Types> {
  /**
   * The channel of an id: the same object for the same id while it is watched, or among the last 1,000 asked for.
   * Throws `invalid_request`.
   */
  channel(id: string): ChatChannel<Types>;
  /** Channels of the user by a filter and in an order, kept live while they are watched. */
  list(query?: ChannelListQuery): ChannelList<Types>;
}

export const CHAT_VERBS = 'create search';

export function openChat(deps: HandleDeps): Chat {
  const channels = new Map<string, ChatChannel>();
  return {
    ...late<ChatVerbs>(CHAT_VERBS, deps.load),
    channel(id) {
      if (!CHANNEL_ID_PATTERN.test(id)) throw invalidRequest(`'${id}' is no channel.`, 'channelId');
      const isBusy = ({ state }: ChatChannel) => state.getSnapshot().status !== 'idle';
      return keep(channels, id, () => openChannel(id, deps), isBusy);
    },
    list: (query = {}) => openChannelList(query, deps),
  };
}
