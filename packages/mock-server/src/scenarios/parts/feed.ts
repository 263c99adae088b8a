import type { NewActivity } from '@pulse-io/protocol';
import type { Lane, Part, SeedContext } from '../scenario.js';
import { writePosts } from './write-posts.js';

export interface PostsOptions {
  /** Over how many days they are spread, ending now; 7 by default. */
  days?: number;
  /** Languages of the texts, such as `['ar', 'ja']`; English and what the person writes in by default. */
  languages?: readonly string[];
}

type Entry = { count: number; options: PostsOptions } | { activity: Partial<NewActivity> };

const DAY_MS = 86_400_000;
const DAYS = 7;
/** The newest post is so old: nobody posts in the moment in which a page opens. */
const NEWEST_MS = 90_000;

/** The posts of a feed, from the oldest to the newest. */
export class FeedPart implements Part {
  readonly #feedId: string;
  readonly #entries: readonly Entry[];

  constructor(feedId: string, entries: readonly Entry[] = []) {
    this.#feedId = feedId;
    this.#entries = entries;
  }

  /** So many posts with tags, links and pictures, in a few languages. */
  posts(count: number, options: PostsOptions = {}): FeedPart {
    return new FeedPart(this.#feedId, [...this.#entries, { count, options }]);
  }

  /** A post of your own; what it leaves out is filled in. */
  post(activity: Partial<NewActivity>): FeedPart {
    return new FeedPart(this.#feedId, [...this.#entries, { activity }]);
  }

  async plan(context: SeedContext): Promise<Lane[]> {
    const drafts: { post: Partial<NewActivity>; days: number }[] = [];
    for (const entry of this.#entries) {
      if ('activity' in entry) drafts.push({ post: entry.activity, days: DAYS });
      else {
        const { days = DAYS } = entry.options;
        const posts = await writePosts(this.#feedId, { ...entry.options, count: entry.count }, context);
        drafts.push(...posts.map((post) => ({ post, days })));
      }
    }
    const random = context.random(`times ${this.#feedId}`);
    const [, owner = this.#feedId] = /^[^:]+:(.*)$/.exec(this.#feedId) ?? [];
    return drafts.map(({ post, days }, at) => {
      // The older, the further apart: a feed is busiest now.
      const age = ((drafts.length - 1 - at + random.next()) / drafts.length) ** 1.5 * days * DAY_MS;
      const id = context.id(this.#feedId, at + 1, post.text ?? post.object ?? '');
      const activity: NewActivity = {
        ...{ id, actor: `user:${owner}`, verb: 'post', object: `note:${id.slice(-8)}` },
        time: new Date(Math.round(context.now - NEWEST_MS - age)).toISOString(),
        ...post,
      };
      return { stage: 'write', calls: 1, run: (seeder) => seeder.addActivity(this.#feedId, activity) };
    });
  }
}

/** A feed by its id, such as `user:maya`, to which posts are added. */
export const feed = (feedId: `${string}:${string}`): FeedPart => new FeedPart(feedId);
