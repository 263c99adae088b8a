import { type AnyEvent, feedChannel, LIMITS } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import type { PulseError } from '../errors.js';
import type { Emitter } from '../lib/emitter.js';
import { Store } from '../lib/store.js';
import { Live } from '../live/live.js';
import type { Outbox } from '../outbox/outbox.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import type { FeedEvents } from './feed-events.js';
import {
  type ActivityRow,
  EMPTY_FEED,
  type FeedFact,
  type FeedModel,
  findRow,
  reduceFeed,
  visibleRows,
} from './feed-state.js';
import { answeredFact, unsentFact } from './unsent.js';

/** `idle`: not watched; `loading`: nothing was read yet; `error`: see `error`, the rows are the last that were known. */
export type FeedStatus = 'idle' | 'loading' | 'ready' | 'loading-more' | 'error';

export interface FeedState<Types extends PulseTypes = DefaultTypes> {
  /** Rows that are not sent yet, then the newest first. */
  readonly activities: readonly ActivityRow<Types>[];
  /** Whether `loadMore` brings older ones. */
  readonly hasMore: boolean;
  readonly status: FeedStatus;
  readonly error: PulseError | null;
}

export interface FeedDeps {
  readonly config: Config;
  readonly http: Http;
  readonly connection: Connection;
  readonly outbox: Outbox;
}

/** Keeps a feed's state true while it is watched. */
export class FeedLive extends Live<FeedState> {
  readonly state: Store<FeedState>;
  readonly #id: string;
  readonly #deps: FeedDeps;
  readonly #events: Emitter<FeedEvents>;
  #model: FeedModel = EMPTY_FEED;

  constructor(id: string, deps: FeedDeps, events: Emitter<FeedEvents>) {
    const state = new Store<FeedState>(
      { activities: [], hasMore: false, status: 'idle', error: null },
      deps.config.logger,
    );
    super({
      connection: deps.connection,
      channel: feedChannel(id),
      name: `The feed ${id}`,
      state,
      open: () => this.#followOutbox(),
      read: (current) => this.#read(current, null),
      onEvent: (event) => this.#take(event),
      onResync: () => events.emit('resync'),
    });
    this.state = state;
    this.#id = id;
    this.#deps = deps;
    this.#events = events;
  }

  find(id: string): ActivityRow | undefined {
    return findRow(this.#model, id);
  }

  /** One change of the state, with `change` in it. */
  apply(fact: FeedFact, change: Partial<FeedState> = {}): void {
    this.#model = reduceFeed(this.#model, fact);
    const { activities } = this.state.getSnapshot();
    const rows = visibleRows(this.#model);
    const same = rows.length === activities.length && rows.every((row, i) => row === activities[i]);
    this.set({ activities: same ? activities : rows, hasMore: this.#model.next !== null, ...change });
  }

  loadMore(): Promise<void> {
    return this.load('more', async (current) => {
      if (this.#model.next) await this.#read(current, this.#model.next);
    });
  }

  /** Shows what the server has not answered, and takes the answers. */
  #followOutbox(): () => void {
    const { outbox, connection } = this.#deps;
    const show = () => this.apply(unsentFact(this.#id, outbox.entries));
    const ends = [
      outbox.on('changed', ({ lane, operation }) => {
        if (lane === this.#id || operation === 'removeActivity') show();
      }),
      outbox.on('sent', (entry, answer) => {
        const fact = answeredFact(this.#id, entry, answer);
        // Events come in order; this answer may be older than an unfollow that one has told.
        if (fact && fact.type !== 'followed') this.apply(fact);
        // Connected, the event does it.
        if (fact?.type === 'unfollowed' || (fact?.type === 'followed' && connection.state !== 'connected'))
          this.refresh().catch(() => {});
      }),
    ];
    show();
    outbox.open();
    return () => {
      for (const end of ends) end();
    };
  }

  async #read(current: () => boolean, cursor: string | null): Promise<void> {
    const since = this.#model.count;
    const { status, activities } = this.state.getSnapshot();
    const loaded = activities.length;
    if (cursor) this.set({ status: 'loading-more', error: null });
    else if (status !== 'ready') this.set({ status: 'loading', error: null });
    // Read again, the list keeps its length as far as one page can hold it.
    const limit = cursor || loaded <= LIMITS.pageDefault ? undefined : Math.min(loaded, LIMITS.pageMax);
    const page = await this.#deps.http.call('listActivities', {
      params: { feedId: this.#id },
      query: { limit, cursor: cursor ?? undefined },
    });
    if (!current()) return;
    this.apply({ type: 'page', ...page, cursor, since }, { status: 'ready', error: null });
    for (const activity of page.data) this.#deps.outbox.confirm(activity.id, activity);
  }

  #take(event: AnyEvent): void {
    switch (event.type) {
      case 'feed.activity.added':
        this.apply({ type: 'added', activity: event.data.activity });
        this.#deps.outbox.confirm(event.data.activity.id, event.data.activity);
        this.#events.emit('activity.added', event.data.activity);
        break;
      case 'feed.activity.removed':
        this.apply({ type: 'removed', id: event.data.activityId });
        this.#events.emit('activity.removed', event.data.activityId);
        break;
      case 'feed.follow.created':
        if (event.data.source === this.#id) {
          this.apply({ type: 'followed', target: event.data.target });
          this.refresh().catch(() => {});
        }
        this.#events.emit('follow.created', event.data);
        break;
      case 'feed.follow.removed':
        if (event.data.source === this.#id) this.apply({ type: 'unfollowed', target: event.data.target });
        this.#events.emit('follow.removed', event.data);
    }
  }
}
