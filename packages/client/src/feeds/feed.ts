import type { Follow, Page, Ranking, RemovedActivity, Unfollowed } from '@pulse-io/protocol';
import { Emitter } from '../lib/emitter.js';
import type { ReadableState } from '../lib/store.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { CallOptions } from '../transport/call-options.js';
import type { Activity, NewActivity } from './activity.js';
import type { FeedEvents } from './feed-events.js';
import { type FeedDeps, FeedLive, type FeedState } from './feed-live.js';

export interface PageQuery {
  /** 1–100; 25 by default. */
  limit?: number | undefined;
  /** `next` of the page before. */
  cursor?: string | undefined;
}

export interface FeedQuery extends PageQuery {
  ranking?: Ranking | undefined;
}

/**
 * One feed: reads and writes at any time, and while it is watched a `state` that follows every change. Its writes go out
 * one by one, in the order in which they were made.
 */
export class Feed<Types extends PulseTypes = DefaultTypes> {
  /** As `group:id`. */
  readonly id: string;
  /** Filled by `watch()`; writes show in it at once, as rows that are not `sent` yet. */
  readonly state: ReadableState<FeedState<Types>>;
  readonly #deps: FeedDeps;
  readonly #events: Emitter<FeedEvents>;
  readonly #live: FeedLive;

  constructor(id: string, deps: FeedDeps) {
    this.id = id;
    this.#deps = deps;
    this.#events = new Emitter(deps.config.logger);
    this.#live = new FeedLive(id, deps, this.#events);
    // Inside all custom data is the wire's; here it becomes what the app says that it is.
    this.state = this.#live.state as ReadableState<unknown> as ReadableState<FeedState<Types>>;
  }

  /** Whether somebody watches it. */
  get watched(): boolean {
    return this.#live.watched;
  }

  /** Hears the events of a watched feed; returns the function that ends it. */
  on<Name extends keyof FeedEvents<Types>>(
    name: Name,
    listener: (...args: FeedEvents<Types>[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener as (...args: unknown[]) => void);
  }

  /** Reads one page, past the state. Rejects with `invalid_cursor`, `forbidden`, `not_found`. */
  get(query: FeedQuery = {}, options?: CallOptions): Promise<Page<Activity<Types>>> {
    return this.#deps.http.call('listActivities', { params: { feedId: this.id }, query }, options) as Promise<
      Page<Activity<Types>>
    >;
  }

  /**
   * Fills the state with the newest page and keeps it true; resolves when that page was read. Every call needs its
   * `unwatch()`. Rejects with `forbidden`, `not_found`, `network_error` and the like, which `state.error` then holds.
   */
  watch(): Promise<void> {
    return this.#live.watch();
  }

  /** Ends one `watch()`; the last one ends the subscription, and the rows stay as they are. */
  unwatch(): void {
    this.#live.unwatch();
  }

  /** Adds the next page to the state of a watched feed; does nothing when there is none. */
  loadMore(): Promise<void> {
    return this.#live.loadMore();
  }

  /** Reads the state of a watched feed again, such as after an error. */
  refresh(): Promise<void> {
    return this.#live.refresh();
  }

  /**
   * Adds an activity; its id is made here, so that however often it is sent it is added once. With no network it waits
   * in the outbox and the promise stays open. Rejects with `invalid_request`, `forbidden` and the like, and the row of
   * a watched feed then is `failed`; with `outbox_full`, `aborted`; without an outbox with `network_error` too.
   */
  addActivity(input: NewActivity<Types>, options?: CallOptions): Promise<Activity<Types>> {
    const body = { ...(input as NewActivity), id: input.id ?? this.#deps.config.nextId() };
    const request = { params: { feedId: this.id }, body };
    const { outbox } = this.#deps;
    return outbox.add(
      { lane: this.id, operation: 'addActivity', request, id: body.id, keep: true },
      options,
    ) as Promise<Activity<Types>>;
  }

  /** Sends a failed row once more, under the same id. Rejects as `addActivity` does, or with `not_found`. */
  retry(id: string, options?: CallOptions): Promise<Activity<Types>> {
    return this.#deps.outbox.retry(id, options) as Promise<Activity<Types>>;
  }

  /** Takes a failed row out of the state. */
  discard(id: string): void {
    this.#deps.outbox.discard(id);
  }

  /**
   * Removes an activity everywhere; hidden at once, shown again if that fails. One that has not gone out yet is
   * cancelled: its `addActivity` rejects with `aborted`. Rejects with `forbidden`, `not_found`.
   */
  async removeActivity(id: string, options?: CallOptions): Promise<RemovedActivity> {
    if (this.#deps.outbox.cancel(id)) return { id, removed: true };
    // A timeline shows what was added to other feeds, and only there can it be removed.
    const lane = this.#live.find(id)?.feed ?? this.id;
    const request = { params: { feedId: lane, activityId: id } };
    return this.#deps.outbox.add({ lane, operation: 'removeActivity', request }, options);
  }

  /** Follows a feed; a bare user id means its `user` feed. Rejects with `not_found`, `forbidden`. */
  follow(target: string, options?: CallOptions): Promise<Follow> {
    const request = { params: { feedId: this.id }, body: { target } };
    return this.#deps.outbox.add({ lane: this.id, operation: 'follow', request }, options);
  }

  /** Ends a follow; what came through it leaves the state. `removed` is false when there was nothing to end. */
  unfollow(target: string, options?: CallOptions): Promise<Unfollowed> {
    const request = { params: { feedId: this.id }, body: { target } };
    return this.#deps.outbox.add({ lane: this.id, operation: 'unfollow', request }, options);
  }

  /** A page of the feeds that follow this one, newest first. */
  followers(query: PageQuery = {}, options?: CallOptions): Promise<Page<Follow>> {
    return this.#deps.http.call('listFollowers', { params: { feedId: this.id }, query }, options);
  }

  /** A page of the feeds that this one follows, newest first. */
  following(query: PageQuery = {}, options?: CallOptions): Promise<Page<Follow>> {
    return this.#deps.http.call('listFollowing', { params: { feedId: this.id }, query }, options);
  }
}
