import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import type { Message, MessageRow } from '../message.js';
import { doubt, type KnownMessage, learn, nothingOf, type Telling } from './known-message.js';

/** Where a list goes on: a cursor of the server. */
export type Cursor = string | null;

/** Everything that a window onto a channel's messages learns, whether from an answer, an event or its own user. */
export type WindowFact =
  | Telling
  | PageFact
  /** It was deleted; `hard`: not even its place is left. */
  | { type: 'deleted'; id: string; hard: boolean; at: string }
  /** All that the server has not answered: messages to come, and changes by the message. */
  | { type: 'unsent'; rows: readonly MessageRow[]; changes: ReadonlyMap<string, readonly OutboxEntry[]> }
  /** Events were missed for good. */
  | { type: 'doubted' }
  /** The user may not see any of it. */
  | { type: 'lost' };

export interface PageFact {
  type: 'page';
  /** The newest first. */
  data: readonly Message[];
  /** To older ones; null at the beginning. */
  next: Cursor;
  /** To newer ones; null at the end. */
  previous: Cursor;
  /** `whole`: a window of its own; else it goes on from the window where it had this cursor. */
  way: 'whole' | 'older' | 'newer';
  cursor: Cursor;
  /** The window's count when the page was asked for. */
  since: number;
}

type Place = Pick<Message, 'offset' | 'id'>;

export interface MessageWindow {
  /** The thread whose messages these are; null: those of the channel. */
  readonly parentId: string | null;
  /** Counts the facts. */
  readonly count: number;
  readonly known: ReadonlyMap<string, KnownMessage>;
  /** The oldest and the newest message read while more follow there; what lies beyond is not shown. */
  readonly start: Place | null;
  readonly end: Place | null;
  readonly older: Cursor;
  readonly newer: Cursor;
  /** Deleted for good, however late an answer still brings them; those that are left are told as deleted. */
  readonly removed: ReadonlySet<string>;
  readonly deleted: ReadonlyMap<string, string>;
  readonly unsent: readonly MessageRow[];
  readonly changes: ReadonlyMap<string, readonly OutboxEntry[]>;
}

/** Deletions that are remembered, and messages beyond the window. */
const MEMORY = 1_000;

export const emptyWindow = (parentId: string | null): MessageWindow => ({
  ...{ parentId, count: 0, known: new Map(), start: null, end: null, older: null, newer: null },
  ...{ removed: new Set(), deleted: new Map(), unsent: [], changes: new Map() },
});

/** The order of a channel: by offset, then by id. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.offset - b.offset || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Pure: the window after a fact. Facts may come in any order and any number of times. */
export function reduceWindow(before: MessageWindow, fact: WindowFact): MessageWindow {
  const window = { ...before, count: before.count + 1 };
  switch (fact.type) {
    case 'page':
      return forgetBeyond(takePage(window, fact));
    case 'message':
    case 'reactions':
    case 'thread':
      return forgetBeyond(tell(window, fact));
    case 'deleted': {
      if (!fact.hard) return { ...window, deleted: remember(window.deleted, fact.id, fact.at) };
      const known = new Map(window.known);
      known.delete(fact.id);
      return { ...window, known, removed: new Set([...window.removed, fact.id].slice(-MEMORY)) };
    }
    case 'unsent':
      return { ...window, unsent: fact.rows, changes: fact.changes };
    case 'doubted':
      return { ...window, known: new Map([...window.known].map(([id, known]) => [id, doubt(known)])) };
    case 'lost':
      return { ...emptyWindow(window.parentId), count: window.count };
  }
}

function tell(window: MessageWindow, telling: Telling): MessageWindow {
  const id = telling.type === 'message' ? telling.message.id : telling.id;
  if (window.removed.has(id) || (telling.type === 'message' && !belongs(window, telling.message))) return window;
  const before = window.known.get(id);
  const after = learn(before ?? nothingOf(id, window.count), telling);
  return { ...window, known: new Map(window.known).set(id, { ...after, seq: window.count }) };
}

/**
 * A page is the truth about its stretch at the time of its reading: what the stretch lacks is gone, unless a single fact
 * spoke of it after it was asked for. What lies beyond comes with other pages, or was told by events.
 */
function takePage(window: MessageWindow, page: PageFact): MessageWindow {
  const { data, way, since } = page;
  // A page that goes on from a place that was left meanwhile would leave a hole.
  if (way !== 'whole' && page.cursor !== window[way]) return window;
  const start = way === 'newer' ? window.start : page.next === null ? null : (data.at(-1) ?? window.start);
  const end = way === 'older' ? window.end : page.previous === null ? null : (data[0] ?? window.end);
  const ids = new Set(data.map(({ id }) => id));
  const stands = (known: KnownMessage): boolean => {
    const { id, message, seq } = known;
    if (ids.has(id) || seq > since || message === null || id === window.parentId) return true;
    if (way === 'older') return window.start !== null && comparePlaces(message, window.start) >= 0;
    return way === 'newer' && window.end !== null && comparePlaces(message, window.end) <= 0;
  };
  const known = new Map([...window.known].filter(([, each]) => stands(each)));
  for (const message of data) {
    if (window.removed.has(message.id) || !belongs(window, message)) continue;
    known.set(message.id, learn(known.get(message.id) ?? nothingOf(message.id, 0), { type: 'message', message }));
  }
  const older = way === 'newer' ? window.older : page.next;
  const newer = way === 'older' ? window.newer : page.previous;
  return { ...window, known, start, end, older, newer };
}

/** A thread knows the message that it hangs on as well. */
const belongs = ({ parentId }: MessageWindow, message: Message): boolean =>
  message.parentId === parentId || message.id === parentId;

/** Of what is not shown, the newest are kept for pages under way. */
function forgetBeyond(window: MessageWindow): MessageWindow {
  const hidden = [...window.known.values()].filter(({ id, message }) =>
    message ? isBeyond(window, message) && id !== window.parentId : true,
  );
  if (hidden.length <= MEMORY) return window;
  const known = new Map(window.known);
  for (const { id } of hidden.sort((a, b) => a.seq - b.seq).slice(0, -MEMORY)) known.delete(id);
  return { ...window, known };
}

const isBeyond = ({ start, end }: MessageWindow, message: Message): boolean =>
  (start !== null && comparePlaces(message, start) < 0) || (end !== null && comparePlaces(message, end) > 0);

const remember = <T>(map: ReadonlyMap<string, T>, id: string, value: T): Map<string, T> =>
  new Map([...[...map].filter(([other]) => other !== id), [id, value] as const].slice(-MEMORY));

export const isShown = (window: MessageWindow, { id, message }: KnownMessage): boolean =>
  message !== null && id !== window.parentId && !isBeyond(window, message);
