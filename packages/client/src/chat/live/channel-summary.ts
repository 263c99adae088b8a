import type { AnyEvent, ChannelReadAnswer, ChatChannelView } from '@pulse-io/protocol';
import { type Counting, type Followed, followView, type Heard } from './follow-view.js';

/** Events that are kept for views that were asked for before them. */
const MEMORY = 200;

/** What a channel's user knows of it beside the messages: the newest view that was read, and the events after it. */
export interface ChannelSummary {
  readonly base: ChatChannelView | null;
  /** Those after the base, by offset; before there is one, all of them. */
  readonly log: readonly Heard[];
  readonly view: ChatChannelView | null;
  /** The view has to be read again. */
  readonly stale: boolean;
}

export type SummaryFact =
  | { type: 'view'; view: ChatChannelView }
  | { type: 'heard'; heard: Heard }
  /** Events were missed for good: what is read next is newer, whatever its offset. */
  | { type: 'doubted' };

export const EMPTY_SUMMARY: ChannelSummary = { base: null, log: [], view: null, stale: false };

/** How far somebody has read, as an event at the place that its counts speak of, however it was told. */
export const readHeard = (channelId: string, answer: ChannelReadAnswer): Heard => ({
  event: { type: 'chat.read', offset: answer.head, data: { channelId, ...answer } } as AnyEvent,
  mentioned: null,
});

/**
 * Pure: what is known after a fact. The channel's events come in order and once each; views and reads may be answered at
 * any time, and count from the offset that they speak of.
 */
export function reduceSummary(summary: ChannelSummary, fact: SummaryFact, counting: Counting): ChannelSummary {
  switch (fact.type) {
    case 'view': {
      const { view } = fact;
      if (summary.base && view.offset < summary.base.offset) return summary;
      return followAll(view, summary.log, counting);
    }
    case 'heard': {
      const { base, view, stale } = summary;
      const { heard } = fact;
      const log = [...summary.log, heard].sort(comparePlaces);
      if (!base || !view) return { ...summary, log: log.slice(-MEMORY) };
      if (log.at(-1) !== heard || !isAfter(base, heard)) return followAll(base, log, counting);
      const next = followView(view, heard, counting);
      const isStale = stale || next.stale;
      const { offset } = heard.event;
      // A read may be told ahead of events that come before it.
      if (log.length <= MEMORY || isStale || isRead(heard)) return { base, log, view: next.view, stale: isStale };
      return { base: { ...next.view, offset }, log: [], view: next.view, stale: false };
    }
    case 'doubted':
      return { ...EMPTY_SUMMARY, view: summary.view };
  }
}

function followAll(base: ChatChannelView, heard: readonly Heard[], counting: Counting): ChannelSummary {
  const log = heard.filter((each) => isAfter(base, each));
  const followed = log.reduce<Followed>(
    ({ view, stale }, each) => {
      const next = followView(view, each, counting);
      return { view: next.view, stale: stale || next.stale };
    },
    { view: base, stale: false },
  );
  return { base, log, ...followed };
}

const isRead = ({ event }: Heard): boolean => event.type === 'chat.read';

/** A read counts with what was there: after the event of the same offset. */
const comparePlaces = (a: Heard, b: Heard): number =>
  a.event.offset - b.event.offset || Number(isRead(a)) - Number(isRead(b));

/** Of the same offset, a view may have been read before the user read the channel. */
const isAfter = ({ offset }: ChatChannelView, heard: Heard): boolean =>
  heard.event.offset > offset || (isRead(heard) && heard.event.offset === offset);
