import type { Feed } from '@pulse-io/client';
import type { AnyEvent } from '@pulse-io/protocol';

/** The name of an event, the same for what the server published and what a feed raised. */
export function factOf(event: AnyEvent): string {
  switch (event.type) {
    case 'feed.activity.added':
      return `added ${event.data.activity.id}`;
    case 'feed.activity.removed':
      return `removed ${event.data.activityId}`;
    case 'feed.follow.created':
      return `followed ${event.data.source} ${event.data.target} ${event.data.createdAt}`;
    case 'feed.follow.removed':
      return `unfollowed ${event.data.source} ${event.data.target}`;
    default:
      return `${event.type} ${event.id}`;
  }
}

const descending = (a: { time: string; id: string }, b: { time: string; id: string }): boolean =>
  a.time === b.time ? a.id > b.id : a.time > b.time;

/** What one watch of a feed was told, checked as it comes. */
export class WatchJournal {
  readonly feed: Feed;
  /** Events in the order in which they were raised. */
  readonly raised: string[] = [];
  /** How often the feed said that events were missed. */
  resyncs = 0;
  /** Events raised before it last said so: what was missed up to there is made good by the reading that it tells of. */
  toldUpTo = 0;
  /** Only `added` says so, and each activity is added to a feed once. */
  readonly #added = new Set<string>();
  readonly #violate: (what: string) => void;
  readonly #stop: (() => void)[];

  constructor(feed: Feed, violate: (what: string) => void) {
    this.feed = feed;
    this.#violate = violate;
    const note = (fact: string) => this.raised.push(fact);
    this.#stop = [
      feed.on('activity.added', ({ id }) => {
        note(`added ${id}`);
        if (this.#added.has(id)) violate(`activity.added was raised twice for ${id}`);
        this.#added.add(id);
      }),
      feed.on('activity.removed', (id) => note(`removed ${id}`)),
      feed.on('follow.created', ({ source, target, createdAt }) => note(`followed ${source} ${target} ${createdAt}`)),
      feed.on('follow.removed', ({ source, target }) => note(`unfollowed ${source} ${target}`)),
      feed.on('resync', () => {
        this.resyncs++;
        this.toldUpTo = this.raised.length;
      }),
      feed.state.subscribe(() => this.#checkRows()),
    ];
  }

  end(): void {
    for (const stop of this.#stop) stop();
  }

  /** At every moment: no row twice, and what was sent in the order of the feed. */
  #checkRows(): void {
    const { activities } = this.feed.state.getSnapshot();
    const ids = activities.map(({ id }) => id);
    if (new Set(ids).size < ids.length) this.#violate(`rows stand twice: ${ids.join(' ')}`);
    const sent = activities.filter(({ status }) => status === 'sent');
    if (!sent.every((row, i) => i === 0 || descending(sent[i - 1] as typeof row, row))) {
      this.#violate(`rows are out of order: ${sent.map(({ time, id }) => `${time} ${id}`).join(', ')}`);
    }
  }
}

/**
 * The least number of holes with which raised events are a run of the published ones in their order, or null when they
 * are none: made up, repeated or out of order. Holes among the first `toldUpTo` events, and right after them, were told.
 */
export function countHoles(raised: readonly string[], published: readonly string[], toldUpTo = 0): number | null {
  let ways = new Map<number, number>();
  for (const [nth, fact] of raised.entries()) {
    const next = new Map<number, number>();
    for (const [at, other] of published.entries()) {
      if (other !== fact) continue;
      if (nth === 0) next.set(at, 0);
      for (const [before, holes] of ways) {
        if (before >= at) continue;
        next.set(
          at,
          Math.min(next.get(at) ?? Number.POSITIVE_INFINITY, holes + (at === before + 1 || nth <= toldUpTo ? 0 : 1)),
        );
      }
    }
    if (next.size === 0) return null;
    ways = next;
  }
  return raised.length === 0 ? 0 : Math.min(...ways.values());
}
