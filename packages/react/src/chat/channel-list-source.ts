import type { ChannelListQuery, ChannelListState } from '@pulse-io/client';
import { perClient } from '../lib/per-client.js';
import { quiet } from '../lib/quiet.js';
import type { AppTypes } from '../lib/register.js';
import { watchedSource } from '../lib/watched-source.js';

const NO_CHANNELS: ChannelListState<AppTypes> = {
  channels: [],
  hasMore: false,
  unreadCount: 0,
  status: 'idle',
  error: null,
};

/** The same text for the same query, however it is written. */
export const keyOfQuery = (query: ChannelListQuery): string => JSON.stringify(query, Object.keys(query).sort());

/** The list of a query. */
export const channelListSource = /* @__PURE__ */ perClient((client, key) =>
  watchedSource(client, quiet(client.chat.list(JSON.parse(key)), ['refresh', 'loadMore']), NO_CHANNELS),
);
