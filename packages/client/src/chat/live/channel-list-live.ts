import type { AnyEvent, ChatChannelView } from '@pulse-io/protocol';
import { compareChannels, matchesChannel } from '@pulse-io/protocol/chat';
import type { Store } from '../../lib/store.js';
import type { Live } from '../../live/live.js';
import type { ChannelListQuery, ChannelListState, ChannelListVerbs } from '../channel-list.js';
import { readHeard } from './channel-summary.js';
import type { ChatKit } from './chat-kit.js';
import { ListedChannel } from './listed-channel.js';

/** Channels of one list: a socket hears 128, and this leaves room for others. */
const LISTED = 100;

/** Keeps a list of channels true while it is watched. */
export class ChannelListLive implements ChannelListVerbs {
  readonly #kit: ChatKit;
  readonly #query: ChannelListQuery;
  readonly #state: Store<ChannelListState>;
  readonly #live: Live<ChannelListState>;
  readonly #listed = new Map<string, ListedChannel>();
  /** Counts what came and was read. */
  #count = 0;
  /** The last channel of the pages read so far while more follow; what sorts after it is not shown. */
  #end: ChatChannelView | null = null;
  #next: string | null = null;

  constructor(kit: ChatKit, query: ChannelListQuery, user: string, state: Store<ChannelListState>) {
    this.#kit = kit;
    this.#query = query;
    this.#state = state;
    this.#live = new kit.Live<ChannelListState>({
      connection: kit.connection,
      channel: kit.userChannel(user),
      name: 'The list of channels',
      state,
      open: () => () => this.#endAll(),
      read: (current) => this.#read(current, null),
      onEvent: (event) => this.#take(event, user),
      onResync: () => {},
    });
  }

  watch(): Promise<void> {
    return this.#live.watch();
  }

  unwatch(): void {
    this.#live.unwatch();
  }

  refresh(): Promise<void> {
    return this.#live.refresh();
  }

  loadMore(): Promise<void> {
    return this.#live.load('more', async (current) => {
      if (this.#state.getSnapshot().hasMore) await this.#read(current, this.#next);
    });
  }

  async #read(current: () => boolean, cursor: string | null): Promise<void> {
    const { pageDefault, pageMax } = this.#kit.limits;
    const { status, channels } = this.#state.getSnapshot();
    if (cursor) this.#live.set({ status: 'loading-more', error: null });
    else if (status !== 'ready') this.#live.set({ status: 'loading', error: null });
    const since = this.#count;
    const room = LISTED - (cursor ? this.#listed.size : 0);
    const limit = Math.min(cursor ? pageDefault : Math.max(channels.length, pageDefault), room, pageMax);
    // What is read and what is not changes all the time: of the newest channels all are heard, and those are shown.
    const { sort, joined, frozen, unread, ...query } = this.#query;
    const page = await this.#kit.http.call('listChannels', {
      query: {
        ...query,
        sort,
        joined: text(joined),
        frozen: text(frozen),
        limit: unread === undefined ? limit : room,
        cursor: cursor ?? undefined,
      },
    });
    if (!current()) return;
    const ids = new Set(page.data.map(({ id }) => id));
    if (!cursor) for (const [id, { seq }] of this.#listed) if (!ids.has(id) && seq <= since) this.#drop(id);
    for (const view of page.data) this.#put(view);
    this.#next = page.next;
    this.#end = page.next === null ? null : (page.data.at(-1) ?? this.#end);
    this.#show({ status: 'ready', error: null });
  }

  /** What concerns the user's own access. */
  #take({ type, data }: AnyEvent, user: string): void {
    switch (type) {
      case 'chat.member.added':
        if (data.member.userId === user) void this.#add(data.channelId);
        break;
      case 'user.unbanned':
        if (data.userId === user) void this.#add(data.channelId);
        break;
      case 'chat.read':
        this.#listed.get(data.channelId)?.take({ type: 'heard', heard: readHeard(data.channelId, data) });
        this.#show();
        break;
      case 'chat.member.removed':
        if (data.userId === user && !data.open) this.#gone(data.channelId);
        break;
      case 'user.banned':
        if (data.userId === user) this.#gone(data.channelId);
    }
  }

  async #add(channelId: string): Promise<void> {
    const { http, config } = this.#kit;
    if (this.#query.joined === false || this.#listed.has(channelId)) return;
    try {
      const view = await http.call('getChannel', { params: { channelId }, query: {} });
      // Left again meanwhile, or the list was ended.
      if (!this.#live.watched || !view.membership) return;
      this.#put(view);
      this.#show();
    } catch (error) {
      config.logger.warn(`Pulse: the channel ${channelId} could not be read.`, error);
    }
  }

  #put(view: ChatChannelView): void {
    const known = this.#listed.get(view.id);
    if (!known && this.#listed.size >= LISTED) return;
    const channel =
      known ??
      new ListedChannel(view, {
        kit: this.#kit,
        onChange: () => this.#show(),
        onGone: () => this.#gone(view.id),
      });
    if (known) known.take({ type: 'view', view });
    channel.seq = ++this.#count;
    this.#listed.set(view.id, channel);
  }

  #drop(id: string): void {
    this.#listed.get(id)?.end();
    this.#listed.delete(id);
  }

  #gone(id: string): void {
    this.#drop(id);
    this.#show();
  }

  #endAll(): void {
    for (const id of this.#listed.keys()) this.#drop(id);
  }

  #show(change: Partial<ChannelListState> = {}): void {
    const compare = compareChannels(this.#query.sort ?? 'lastMessage');
    const end = this.#end;
    const views = [...this.#listed.values()]
      .map(({ view }) => view)
      .filter((view) => matchesChannel(this.#query, view) && !(end && compare(view, end) > 0))
      .sort(compare);
    const { channels } = this.#state.getSnapshot();
    const same = views.length === channels.length && views.every((view, i) => view === channels[i]);
    this.#live.set({
      channels: same ? channels : views,
      hasMore: this.#next !== null && this.#listed.size < LISTED,
      unreadCount: views.reduce((sum, { unreadCount }) => sum + unreadCount, 0),
      ...change,
    });
  }
}

const text = (flag: boolean | undefined): string | undefined => flag?.toString();
