import type { PulseError } from '../errors.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { Activity } from './activity.js';

/**
 * - `pending`: on its way
 * - `unconfirmed`: it went out and no answer came, so the server may have it; it is sent again until that is known
 * - `failed`: the server did not take it: `retry` or `discard` it
 * - `sent`: the server has it
 */
export type ActivityStatus = 'pending' | 'unconfirmed' | 'failed' | 'sent';

/** An activity with how far it has come. */
export interface ActivityRow<Types extends PulseTypes = DefaultTypes> extends Activity<Types> {
  readonly status: ActivityStatus;
  /** Why it failed. */
  readonly error?: PulseError;
}

/** Everything that a feed learns, whether from an answer, from an event or from its own user. */
export type FeedFact =
  /** A page that was asked for with `cursor`, null for the first, when `since` was the model's count. */
  | { type: 'page'; data: readonly Activity[]; next: string | null; cursor: string | null; since: number }
  | { type: 'added'; activity: Activity }
  | { type: 'removed'; id: string }
  /** All that the server has not answered: rows that are added, the newest first, and ids that are removed, hidden until then. */
  | { type: 'unsent'; rows: readonly ActivityRow[]; removing: ReadonlySet<string> }
  | { type: 'followed'; target: string }
  | { type: 'unfollowed'; target: string };

interface Entry {
  readonly row: ActivityRow;
  /** The count when a single fact last spoke of it; a page that was asked for later may overrule it. */
  readonly seq: number;
}

export interface FeedModel {
  /** Counts the facts. */
  readonly count: number;
  /** In the order of the feed; those after `end` are not shown, since there may be others between. */
  readonly entries: readonly Entry[];
  /** The last row of the pages read so far while more follow; null when nothing bounds what is shown. */
  readonly end: Activity | null;
  /** The cursor of the next page. */
  readonly next: string | null;
  /** Removed for good, however late an answer still brings them. */
  readonly removed: ReadonlySet<string>;
  readonly removing: ReadonlySet<string>;
  /** Feeds that are not followed any more, with the count when that became known. */
  readonly unfollowed: ReadonlyMap<string, number>;
}

/** Removals that are remembered, and rows beyond the last page that are kept for it. */
const MEMORY = 1_000;

export const EMPTY_FEED: FeedModel = {
  count: 0,
  entries: [],
  end: null,
  next: null,
  removed: new Set(),
  removing: new Set(),
  unfollowed: new Map(),
};

/** The order of a feed: time descending, then id descending. */
export const compareActivities = (a: Activity, b: Activity): number =>
  a.time === b.time ? descending(a.id, b.id) : descending(a.time, b.time);

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
const isSent = ({ row }: Entry): boolean => row.status === 'sent';
const beyond = (activity: Activity, end: Activity | null): boolean =>
  end !== null && compareActivities(activity, end) > 0;

/** What is not sent yet stands on top, in the order that it was given in. */
const compareEntries = (a: Entry, b: Entry): number =>
  isSent(a) && isSent(b) ? compareActivities(a.row, b.row) : Number(isSent(a)) - Number(isSent(b));

/** The rows to show. */
export const visibleRows = ({ entries, end, removing }: FeedModel): ActivityRow[] =>
  entries
    .filter((entry) => !removing.has(entry.row.id) && !(isSent(entry) && beyond(entry.row, end)))
    .map(({ row }) => row);

/** Pure: the model after a fact. Facts may come in any order and any number of times. */
export function reduceFeed(model: FeedModel, fact: FeedFact): FeedModel {
  const next = apply({ ...model, count: model.count + 1 }, fact);
  const hidden = next.entries.findIndex((entry) => isSent(entry) && beyond(entry.row, next.end));
  return hidden >= 0 && next.entries.length > hidden + MEMORY
    ? { ...next, entries: next.entries.slice(0, hidden + MEMORY) }
    : next;
}

function apply(model: FeedModel, fact: FeedFact): FeedModel {
  switch (fact.type) {
    case 'page':
      return applyPage(model, fact);
    case 'added':
      return model.removed.has(fact.activity.id) || model.unfollowed.has(fact.activity.feed)
        ? model
        : put(model, { ...fact.activity, status: 'sent' });
    case 'unsent': {
      const sent = model.entries.filter(isSent);
      const known = new Set([...model.removed, ...sent.map(({ row }) => row.id)]);
      const unsent = fact.rows.filter(({ id }) => !known.has(id)).map((row) => ({ row, seq: model.count }));
      return { ...model, entries: [...sent, ...unsent].sort(compareEntries), removing: fact.removing };
    }
    case 'removed': {
      const removed = [...without(model.removed, fact.id), fact.id].slice(-MEMORY);
      return { ...keep(model, ({ row }) => row.id !== fact.id), removed: new Set(removed) };
    }
    case 'followed': {
      const unfollowed = new Map(model.unfollowed);
      return unfollowed.delete(fact.target) ? { ...model, unfollowed } : model;
    }
    case 'unfollowed':
      return {
        ...keep(model, (entry) => entry.row.feed !== fact.target || !isSent(entry)),
        unfollowed: new Map(model.unfollowed).set(fact.target, model.count),
      };
  }
}

/**
 * A page is the truth about its stretch of the feed at the time of its reading: rows of the stretch that it lacks
 * are gone, unless a single fact spoke of them after it was asked for. It also ends what was known beyond it, since
 * pages that were read before need not join it any more.
 */
function applyPage(model: FeedModel, { data, next, cursor, since }: Extract<FeedFact, { type: 'page' }>): FeedModel {
  // A page that goes on from a place that was left meanwhile would leave a hole.
  if (cursor !== null && cursor !== model.next) return model;
  const start = cursor === null ? null : model.end;
  const end = next === null ? null : (data.at(-1) ?? start);
  const ids = new Set(data.map(({ id }) => id));
  const before = ({ row }: Entry) => start !== null && !beyond(row, start);
  // What lies beyond comes with the pages that follow.
  const kept = keep(model, (entry) => !isSent(entry) || ids.has(entry.row.id) || entry.seq > since || before(entry));
  const unfollowed = new Map([...model.unfollowed].filter(([, count]) => cursor !== null || count > since));
  const missed = (activity: Activity) => (model.unfollowed.get(activity.feed) ?? 0) > since;
  const known = new Map(kept.entries.map((entry) => [entry.row.id, entry]));
  const fresh = data.filter((activity) => !model.removed.has(activity.id) && !missed(activity));
  for (const activity of fresh) {
    const old = known.get(activity.id);
    // An activity never changes once it is sent: the same object lets a list skip its row.
    known.set(activity.id, old && isSent(old) ? old : { row: { ...activity, status: 'sent' }, seq: 0 });
  }
  return { ...kept, entries: [...known.values()].sort(compareEntries), end, next, unfollowed };
}

export const findRow = (model: FeedModel, id: string): ActivityRow | undefined =>
  model.entries.find(({ row }) => row.id === id)?.row;

const keep = (model: FeedModel, test: (entry: Entry) => boolean): FeedModel =>
  model.entries.every(test) ? model : { ...model, entries: model.entries.filter(test) };

function put(model: FeedModel, row: ActivityRow): FeedModel {
  const old = findRow(model, row.id);
  const entry: Entry = { row: old && old.status === 'sent' ? old : row, seq: model.count };
  const others = model.entries.filter((other) => other.row.id !== row.id);
  return { ...model, entries: [...others, entry].sort(compareEntries) };
}

const without = (ids: ReadonlySet<string>, id: string): Set<string> =>
  new Set([...ids].filter((other) => other !== id));
