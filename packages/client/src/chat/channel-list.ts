import type { ChannelFilter, ChannelSort } from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import type { ReadableState } from '../lib/store.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { ChannelView } from './channel-state.js';
import type { HandleDeps } from './chat-deps.js';
import { openHandle } from './handle.js';

export interface ChannelListQuery extends ChannelFilter {
  /** By the last message where it is left out, the newest first. */
  sort?: ChannelSort | undefined;
  /** False: the livestreams of the project, instead of the user's channels. */
  joined?: boolean | undefined;
}

export interface ChannelListState<Types extends PulseTypes = DefaultTypes> {
  readonly channels: readonly ChannelView<Types>[];
  /** Whether `loadMore` brings others. */
  readonly hasMore: boolean;
  /** Unread messages of these channels together. */
  readonly unreadCount: number;
  readonly status: 'idle' | 'loading' | 'ready' | 'loading-more' | 'error';
  readonly error: PulseError | null;
}

export interface ChannelListVerbs {
  /**
   * Fills the state with the first page and keeps it true; resolves when that was read. Every call needs its
   * `unwatch()`. Rejects with `network_error` and the like, which `state.error` then holds.
   */
  watch(): Promise<void>;
  /** Ends one `watch()`; the last one ends the subscriptions, and the channels stay as they are. */
  unwatch(): void;
  /** Reads the list again. */
  refresh(): Promise<void>;
  /** Adds the next page; does nothing when there is none, or when 100 channels are listed. */
  loadMore(): Promise<void>;
}

/**
 * Channels by a filter and in an order, kept live: each one's messages, counts and changes, and channels that come and
 * go. It hears every channel that it lists, so it lists 100 of the 128 that a socket may hear.
 */
export interface ChannelList<Types extends PulseTypes = DefaultTypes> extends ChannelListVerbs {
  readonly state: ReadableState<ChannelListState<Types>>;
}

export const LIST_VERBS = 'watch unwatch refresh loadMore';

export function openChannelList(query: ChannelListQuery, { config, load }: HandleDeps): ChannelList {
  const first: ChannelListState = { channels: [], hasMore: false, unreadCount: 0, status: 'idle', error: null };
  return openHandle(first, LIST_VERBS, config.logger, async (state) => (await load()).list(query, state));
}
