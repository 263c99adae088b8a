import type { Activity, Follow, NewActivity, Page, Ranking, RemovedActivity, Unfollowed } from '@pulse-io/protocol';
import { createError, toPulseError } from '../errors.js';
import { Emitter } from '../lib/emitter.js';
import type { ReadableState } from '../lib/store.js';
import type { CallOptions } from '../transport/call-options.js';
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

/** One feed: reads and writes at any time, and while it is watched a `state` that follows every change. */
export class Feed {
  /** As `group:id`. */
  readonly id: string;
  /** Filled by `watch()`; writes show in it at once, as rows that are `pending`, then `sent` or `failed`. */
  readonly state: ReadableState<FeedState>;
  readonly #deps: FeedDeps;
  readonly #events: Emitter<FeedEvents>;
  readonly #live: FeedLive;
  readonly #unsent = new Map<string, NewActivity & { id: string }>();

  constructor(id: string, deps: FeedDeps) {
    this.id = id;
    this.#deps = deps;
    this.#events = new Emitter(deps.config.logger);
    this.#live = new FeedLive(id, deps, this.#events);
    this.state = this.#live.state;
  }

  /** Whether somebody watches it. */
  get watched(): boolean {
    return this.#live.watched;
  }

  /** Hears the events of a watched feed; returns the function that ends it. */
  on<Name extends keyof FeedEvents>(name: Name, listener: (...args: FeedEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /** Reads one page, past the state. Rejects with `invalid_cursor`, `forbidden`, `not_found`. */
  get(query: FeedQuery = {}, options?: CallOptions): Promise<Page<Activity>> {
    return this.#deps.http.call('listActivities', { params: { feedId: this.id }, query }, options);
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
   * Adds an activity; its id is made here, so that however often it is sent it is added once. Rejects with
   * `invalid_request`, `forbidden`, `network_error` and the like; the row of a watched feed then is `failed`.
   */
  addActivity(input: NewActivity, options?: CallOptions): Promise<Activity> {
    return this.#send({ ...input, id: input.id ?? this.#deps.config.nextId() }, options);
  }

  /** Sends a failed row once more, under the same id. Rejects as `addActivity` does, or with `not_found`. */
  async retry(id: string, options?: CallOptions): Promise<Activity> {
    const body = this.#unsent.get(id);
    if (!body) throw createError({ code: 'not_found', message: `There is no failed activity ${id} to send again.` });
    return this.#send(body, options);
  }

  /** Takes a failed row out of the state. */
  discard(id: string): void {
    this.#live.apply({ type: 'discarded', id });
    if (!this.#live.find(id)) this.#unsent.delete(id);
  }

  /** Removes an activity everywhere; hidden at once, shown again if that fails. Rejects with `forbidden`, `not_found`. */
  async removeActivity(id: string, options?: CallOptions): Promise<RemovedActivity> {
    // A timeline shows what was added to other feeds, and only there can it be removed.
    const feedId = this.#live.find(id)?.feed ?? this.id;
    this.#show({ type: 'removing', id });
    try {
      const removed = await this.#deps.http.call('removeActivity', { params: { feedId, activityId: id } }, options);
      this.#show({ type: 'removed', id });
      return removed;
    } catch (error) {
      this.#show({ type: 'kept', id });
      throw error;
    }
  }

  /** Follows a feed; a bare user id means its `user` feed. Rejects with `not_found`, `forbidden`. */
  async follow(target: string, options?: CallOptions): Promise<Follow> {
    const follow = await this.#deps.http.call('follow', { params: { feedId: this.id }, body: { target } }, options);
    if (follow.source === this.id) {
      this.#show({ type: 'followed', target: follow.target });
      // Connected, the event does it.
      if (this.#deps.connection.state !== 'connected') this.refresh().catch(() => {});
    }
    return follow;
  }

  /** Ends a follow; what came through it leaves the state. `removed` is false when there was nothing to end. */
  async unfollow(target: string, options?: CallOptions): Promise<Unfollowed> {
    const answer = await this.#deps.http.call('unfollow', { params: { feedId: this.id }, body: { target } }, options);
    if (answer.source === this.id) this.#show({ type: 'unfollowed', target: answer.target });
    return answer;
  }

  /** A page of the feeds that follow this one, newest first. */
  followers(query: PageQuery = {}, options?: CallOptions): Promise<Page<Follow>> {
    return this.#deps.http.call('listFollowers', { params: { feedId: this.id }, query }, options);
  }

  /** A page of the feeds that this one follows, newest first. */
  following(query: PageQuery = {}, options?: CallOptions): Promise<Page<Follow>> {
    return this.#deps.http.call('listFollowing', { params: { feedId: this.id }, query }, options);
  }

  /** The state of a feed that nobody watches stays as it is. */
  #show(fact: Parameters<FeedLive['apply']>[0]): void {
    if (this.#live.watched) this.#live.apply(fact);
  }

  async #send(body: NewActivity & { id: string }, options?: CallOptions): Promise<Activity> {
    const { id } = body;
    const { config, http } = this.#deps;
    if (this.watched) {
      this.#unsent.set(id, body);
      this.#show({ type: 'pending', activity: draft(this.id, body, config.clock.now()) });
    }
    try {
      const request = { params: { feedId: this.id }, body };
      const activity = await http.call('addActivity', request, { ...options, idempotencyKey: id });
      this.#unsent.delete(id);
      if (this.watched || this.#live.find(id)) this.#live.apply({ type: 'added', activity });
      return activity;
    } catch (cause) {
      const row = this.#live.find(id);
      if (row?.status === 'sent') {
        // The answer was lost, and the event told of the success.
        this.#unsent.delete(id);
        const { status, error, ...activity } = row;
        return activity;
      }
      const error = toPulseError(cause, 'network_error', 'The activity could not be sent.');
      if (row) this.#live.apply({ type: 'failed', id, error });
      throw error;
    }
  }
}

const draft = (feed: string, { time, ...input }: NewActivity & { id: string }, now: number): Activity => ({
  ...input,
  feed,
  time: time ?? new Date(now).toISOString(),
  attachments: input.attachments ?? [],
  mentions: input.mentions ?? [],
  tags: input.tags ?? [],
  custom: input.custom ?? {},
});
