import { type AnyEvent, feedChannel, LIMITS } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { type PulseError, toPulseError } from '../errors.js';
import type { Emitter } from '../lib/emitter.js';
import { Store } from '../lib/store.js';
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

/** Keeps a feed's state true while it is watched: subscribes, then reads, then applies what comes. */
export class FeedLive {
  readonly state: Store<FeedState>;
  readonly #id: string;
  readonly #deps: FeedDeps;
  readonly #events: Emitter<FeedEvents>;
  #model: FeedModel = EMPTY_FEED;
  #watchers = 0;
  /** Counts the watches: what is read for an older one is not looked at. */
  #watch = 0;
  /** Events were lost for good, and the feed was not read since. */
  #missed = false;
  #started: Promise<void> = Promise.resolve();
  #stop = () => {};
  /** Reads follow one another, so that each goes on from the one before. */
  #reading: Promise<unknown> = Promise.resolve();
  #refresh: Promise<void> | null = null;
  #more: Promise<void> | null = null;

  constructor(id: string, deps: FeedDeps, events: Emitter<FeedEvents>) {
    this.#id = id;
    this.#deps = deps;
    this.#events = events;
    this.state = new Store<FeedState>(
      { activities: [], hasMore: false, status: 'idle', error: null },
      deps.config.logger,
    );
  }

  get watched(): boolean {
    return this.#watchers > 0;
  }

  find(id: string): ActivityRow | undefined {
    return findRow(this.#model, id);
  }

  /** One change of the state, with `change` in it. */
  apply(fact: FeedFact, change: Partial<FeedState> = {}): void {
    this.#model = reduceFeed(this.#model, fact);
    const before = this.state.getSnapshot();
    const rows = visibleRows(this.#model);
    const same = rows.length === before.activities.length && rows.every((row, i) => row === before.activities[i]);
    this.#set({ activities: same ? before.activities : rows, hasMore: this.#model.next !== null, ...change });
  }

  watch(): Promise<void> {
    if (this.#watchers++ === 0) this.#started = this.#begin();
    return this.#started;
  }

  unwatch(): void {
    if (this.#watchers === 0 || --this.#watchers > 0) return;
    this.#watch++;
    this.#refresh = null;
    this.#more = null;
    this.#stop();
    this.#set({ status: 'idle', error: null });
  }

  refresh(): Promise<void> {
    const watch = this.#watch;
    if (!this.watched) return Promise.resolve();
    this.#refresh ??= this.#inTurn(() => {
      this.#refresh = null;
      return this.#read(watch, null);
    });
    return this.#refresh;
  }

  loadMore(): Promise<void> {
    const watch = this.#watch;
    if (!this.watched) return Promise.resolve();
    this.#more ??= this.#inTurn(async () => {
      this.#more = null;
      if (this.#model.next) await this.#read(watch, this.#model.next);
    });
    return this.#more;
  }

  #begin(): Promise<void> {
    const { connection } = this.#deps;
    this.#set({ status: 'loading', error: null });
    this.#missed = false;
    const unhear = this.#followOutbox();
    return new Promise((resolve, reject) => {
      let reads = 0;
      const read = async () => {
        reads++;
        await this.refresh().then(resolve, reject);
      };
      const end = connection.subscribe(feedChannel(this.#id), {
        onReady: () => void read(),
        onResync: () => {
          this.#missed = true;
          void read();
        },
        onEvent: (event) => this.#take(event),
        onError: (error) => {
          this.#set({ status: 'error', error });
          reject(error);
        },
      });
      // With no socket to be had just now, what HTTP can read is better than nothing; it is read again with the socket.
      const readAnyway = () => reads === 0 && connection.state === 'waiting' && void read();
      const unlisten = connection.on('state', readAnyway);
      readAnyway();
      this.#stop = () => {
        end();
        unlisten();
        unhear();
        resolve();
      };
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
        if (fact) this.apply(fact);
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

  async #read(watch: number, cursor: string | null): Promise<void> {
    if (watch !== this.#watch) return;
    const since = this.#model.count;
    const { status, activities } = this.state.getSnapshot();
    const loaded = activities.length;
    if (cursor) this.#set({ status: 'loading-more', error: null });
    else if (status !== 'ready') this.#set({ status: 'loading', error: null });
    // Read again, the list keeps its length as far as one page can hold it.
    const limit = cursor || loaded <= LIMITS.pageDefault ? undefined : Math.min(loaded, LIMITS.pageMax);
    try {
      const page = await this.#deps.http.call('listActivities', {
        params: { feedId: this.#id },
        query: { limit, cursor: cursor ?? undefined },
      });
      if (watch !== this.#watch) return;
      this.apply({ type: 'page', ...page, cursor, since }, { status: 'ready', error: null });
      for (const activity of page.data) this.#deps.outbox.confirm(activity.id, activity);
      if (cursor || !this.#missed) return;
      this.#missed = false;
      this.#events.emit('resync');
    } catch (cause) {
      const error = toPulseError(cause, 'network_error', `The feed ${this.#id} could not be read.`);
      if (watch !== this.#watch) return;
      this.#set({ status: 'error', error });
      throw error;
    }
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

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#reading.then(work);
    this.#reading = done.catch(() => {});
    return done;
  }

  #set(change: Partial<FeedState>): void {
    const before = this.state.getSnapshot();
    const names = Object.keys(change) as (keyof FeedState)[];
    if (names.some((name) => change[name] !== before[name])) this.state.set({ ...before, ...change });
  }
}
