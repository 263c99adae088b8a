import { FEED_PATTERN } from '@pulse-io/protocol';
import { invalidRequest } from '../errors.js';
import { keep } from '../lib/keep.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import { Feed } from './feed.js';
import type { FeedDeps } from './feed-live.js';

/** The feeds of the project. */
export class Feeds<Types extends PulseTypes = DefaultTypes> {
  readonly #deps: FeedDeps;
  readonly #feeds = new Map<string, Feed<Types>>();

  constructor(deps: FeedDeps) {
    this.#deps = deps;
  }

  /**
   * The feed of an id such as `user:alice`: the same object for the same id while it is watched, or among the last
   * 1,000 asked for. Throws `invalid_request`.
   */
  get(feedId: string): Feed<Types> {
    if (!FEED_PATTERN.test(feedId)) {
      throw invalidRequest(`'${feedId}' is no feed: write it as group:id, such as user:alice.`, 'feedId');
    }
    return keep(
      this.#feeds,
      feedId,
      () => new Feed<Types>(feedId, this.#deps),
      ({ watched }) => watched,
    );
  }
}
