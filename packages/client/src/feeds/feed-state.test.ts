import type { Activity } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createError } from '../errors.js';
import { activityAt } from '../testing/activities.js';
import {
  type ActivityStatus,
  compareActivities,
  EMPTY_FEED,
  type FeedFact,
  type FeedModel,
  reduceFeed,
  visibleRows,
} from './feed-state.js';

const error = createError({ code: 'forbidden', message: 'no' });
const unsent = (rows: Activity[], status: ActivityStatus = 'pending', removing: string[] = []): FeedFact => ({
  type: 'unsent',
  rows: rows.map((row) => ({ ...row, status, ...(status === 'failed' && { error }) })),
  removing: new Set(removing),
});
const added = (activity: Activity): FeedFact => ({ type: 'added', activity });
const reduce = (facts: FeedFact[], model = EMPTY_FEED): FeedModel => facts.reduce(reduceFeed, model);
const ids = (model: FeedModel): string[] => visibleRows(model).map(({ id }) => id);
const firstPage = (data: Activity[], next: string | null, since: number): FeedFact => ({
  type: 'page',
  data,
  next,
  cursor: null,
  since,
});

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((id, i) => activityAt(id, i)) as [
  Activity,
  Activity,
  Activity,
  Activity,
  Activity,
];

describe('reduceFeed', () => {
  it('orders by time, then by id, the newest first', () => {
    const twins = ['x', 'z', 'y'].map((id) => activityAt(id, 9));
    expect(ids(reduce([a, c, ...twins, b].map(added)))).toEqual(['z', 'y', 'x', 'c', 'b', 'a']);
  });

  it('keeps the very row when it is told of an activity again', () => {
    const once = reduce([added(a)]);
    const twice = reduce([added({ ...a }), firstPage([{ ...a }], null, 1)], once);
    expect(visibleRows(twice)[0]).toBe(visibleRows(once)[0]);
  });

  it('shows what is not sent on top, whatever the clock of the device says', () => {
    const draft = activityAt('0', -99);
    expect(visibleRows(reduce([added(a), unsent([draft])]))).toMatchObject([
      { id: '0', status: 'pending' },
      { id: 'a', status: 'sent' },
    ]);
  });

  it('takes the event for the success of a write whose answer was lost, whichever is first', () => {
    expect(visibleRows(reduce([unsent([a]), added(a), unsent([a], 'failed')]))).toMatchObject([{ status: 'sent' }]);
    expect(visibleRows(reduce([unsent([a], 'unconfirmed'), added(a)]))).toMatchObject([{ status: 'sent' }]);
    expect(visibleRows(reduce([unsent([a], 'failed'), added(a)]))).toMatchObject([{ id: 'a', status: 'sent' }]);
  });

  it('shows what is unsent now, and nothing of what was', () => {
    const model = reduce([added(a), unsent([b, c]), unsent([d, c], 'failed')]);
    expect(visibleRows(model)).toMatchObject([
      { id: 'd', status: 'failed', error: { code: 'forbidden' } },
      { id: 'c', status: 'failed' },
      { id: 'a', status: 'sent' },
    ]);
    expect(ids(reduce([{ type: 'removed', id: 'b' }, unsent([b])]))).toEqual([]);
  });

  it('hides what is being removed, and shows it again when it was not', () => {
    const hidden = reduce([added(a), unsent([], 'pending', ['a'])]);
    expect(ids(hidden)).toEqual([]);
    expect(ids(reduce([unsent([])], hidden))).toEqual(['a']);
  });

  it('lets a removal win over every answer that comes later', () => {
    const model = reduce([{ type: 'removed', id: 'b' }, added(b), firstPage([c, b, a], null, 0)]);
    expect(ids(model)).toEqual(['c', 'a']);
  });

  it('makes no hole: what is older than the last row waits for its page', () => {
    const page = reduce([firstPage([e, d], 'next', 0)]);
    const told = reduce([added(a)], page);
    expect(ids(told)).toEqual(['e', 'd']);
    const more = reduce([{ type: 'page', data: [c, b], next: null, cursor: 'next', since: 1 }], told);
    expect(ids(more)).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('drops what a page lacks, unless something newer than its request spoke of it', () => {
    const model = reduce([firstPage([c, b, a], null, 0)]);
    const since = model.count;
    expect(ids(reduce([added(d), firstPage([c, a], null, since)], model))).toEqual(['d', 'c', 'a']);
  });

  it('drops with a first page all that lies beyond it', () => {
    const model = reduce([firstPage([c, b, a], null, 0)]);
    const again = reduce([firstPage([e, d], 'next', model.count)], model);
    expect([ids(again), again.next]).toEqual([['e', 'd'], 'next']);
  });

  it('ignores a page that goes on from a place that was left', () => {
    const model = reduce([firstPage([e, d], 'new', 0)]);
    expect(ids(reduce([{ type: 'page', data: [b], next: null, cursor: 'old', since: 0 }], model))).toEqual(['e', 'd']);
  });

  it('drops the rows of a feed that is not followed any more, also those of a page read before', () => {
    const theirs = activityAt('t', 9, 'user:them');
    const left = reduce([firstPage([theirs, a], null, 0), { type: 'unfollowed', target: 'user:them' }]);
    expect(ids(left)).toEqual(['a']);
    expect(ids(reduce([firstPage([theirs, a], null, 1)], left))).toEqual(['a']);
    expect(ids(reduce([firstPage([theirs, a], null, left.count)], left))).toEqual(['t', 'a']);
    // The page knows better than an unfollow from before: it may have been followed again unheard.
    expect(ids(reduce([firstPage([a], null, left.count), added(theirs)], left))).toEqual(['t', 'a']);
    expect(ids(reduce([{ type: 'followed', target: 'user:them' }, added(theirs)], left))).toEqual(['t', 'a']);
  });

  it('bounds what it remembers', () => {
    const removals = Array.from({ length: 1_500 }, (_, i): FeedFact => ({ type: 'removed', id: String(i) }));
    expect(reduce(removals).removed.size).toBe(1_000);
    const old = Array.from({ length: 1_200 }, (_, i) => added(activityAt(String(i).padStart(5, '0'), -i)));
    expect(reduce([firstPage([e], 'next', 0), ...old]).entries).toHaveLength(1_001);
  });
});

describe('the same facts in any order, any number of times', () => {
  const pool = Array.from({ length: 6 }, (_, i) => activityAt(`id${i}`, i % 3, i % 2 ? 'user:them' : 'user:a'));
  const fact: fc.Arbitrary<FeedFact> = fc.oneof(
    fc.constantFrom(...pool).map(added),
    fc.constantFrom(...pool).map(({ id }): FeedFact => ({ type: 'removed', id })),
    fc.constant<FeedFact>({ type: 'unfollowed', target: 'user:them' }),
  );

  it('end in the same rows', () => {
    const orders = fc
      .array(fact, { maxLength: 12 })
      .chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length })),
      );
    fc.assert(
      fc.property(orders, ([facts, shuffled]) => {
        expect(visibleRows(reduce(shuffled))).toEqual(visibleRows(reduce(facts)));
      }),
    );
  });
});

/** A timeline on a server, and a client that reads it and hears of it with any delay. */
class World {
  model = EMPTY_FEED;
  #made = 0;
  #followed = new Set(['user:me', 'user:them']);
  #activities: Activity[] = [];
  readonly #events: FeedFact[] = [];
  readonly #answers: FeedFact[] = [];
  #read: { cursor: string | null; since: number; page?: FeedFact } | null = null;
  #mustRead = true;

  get #truth(): Activity[] {
    return this.#activities.filter(({ feed }) => this.#followed.has(feed)).sort(compareActivities);
  }

  readonly steps: ((n: number) => void)[] = [
    (n) => this.#add(this.#made, n),
    // Given an older time by a backend.
    (n) => this.#add(n, n),
    (n) => {
      const [activity] = this.#activities.splice(n % (this.#activities.length || 1), 1);
      if (activity) this.#events.push({ type: 'removed', id: activity.id });
    },
    () => {
      if (this.#followed.delete('user:them')) this.#events.push({ type: 'unfollowed', target: 'user:them' });
      else {
        this.#followed.add('user:them');
        this.#events.push({ type: 'followed', target: 'user:them' });
      }
    },
    () => this.#deliver(this.#events.shift()),
    (n) => this.#deliver(this.#answers[n % this.#answers.length]),
    () => {
      if (this.#read) return;
      this.#mustRead = false;
      this.#read = { cursor: null, since: this.model.count };
    },
    () => {
      if (this.model.next) this.#read ??= { cursor: this.model.next, since: this.model.count };
    },
    () => this.#serve(),
    () => this.#finish(),
    // The history was purged: the client is told to read again.
    () => {
      this.#events.length = 0;
      this.#answers.length = 0;
      this.#mustRead = true;
    },
  ];

  #add(ms: number, n: number): void {
    const activity = activityAt(`id${String(this.#made++).padStart(4, '0')}`, ms, n % 3 ? 'user:me' : 'user:them');
    this.#activities.push(activity);
    if (this.#followed.has(activity.feed)) this.#events.push(added(activity));
    if (activity.feed === 'user:me') this.#answers.push(added(activity));
  }

  #deliver(fact: FeedFact | undefined): void {
    if (!fact) return;
    if (fact.type === 'followed') this.#mustRead = true;
    this.model = reduceFeed(this.model, fact);
  }

  #serve(): void {
    if (!this.#read || this.#read.page) return;
    const { cursor, since } = this.#read;
    const last = cursor && (JSON.parse(cursor) as Activity);
    const data = this.#truth.filter((activity) => !last || compareActivities(activity, last) > 0);
    const page = data.slice(0, 3);
    const next = data.length > 3 ? JSON.stringify({ time: page[2]?.time, id: page[2]?.id }) : null;
    this.#read.page = { type: 'page', data: page, next, cursor, since };
  }

  #finish(): void {
    if (!this.#read?.page) return;
    this.model = reduceFeed(this.model, this.#read.page);
    this.#read = null;
  }

  /** Everything that is on its way arrives. */
  settle(): void {
    for (const fact of this.#events.splice(0)) this.#deliver(fact);
    this.#serve();
    this.#finish();
    if (this.#mustRead) {
      this.#mustRead = false;
      this.#read = { cursor: null, since: this.model.count };
      this.#serve();
      this.#finish();
    }
  }

  check(): void {
    const { end } = this.model;
    const expected = this.#truth.filter((activity) => !end || compareActivities(activity, end) <= 0);
    expect(ids(this.model)).toEqual(expected.map(({ id }) => id));
  }

  readAll(): void {
    while (this.model.next) {
      this.#read = { cursor: this.model.next, since: this.model.count };
      this.#serve();
      this.#finish();
    }
    expect(ids(this.model)).toEqual(this.#truth.map(({ id }) => id));
  }
}

describe('a client beside a server', () => {
  it('shows what the server has, down to its last row, whenever everything has arrived', () => {
    const step = fc.tuple(fc.nat(10), fc.nat(20));
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 25 }), { maxLength: 4 }), (rounds) => {
        const world = new World();
        for (const round of rounds) {
          for (const [which, n] of round) world.steps[which]?.(n);
          world.settle();
          world.check();
        }
        world.readAll();
      }),
      { numRuns: 1_000 },
    );
  });
});
