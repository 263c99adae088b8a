import type { MessageRow } from '@pulse-io/client';
import type { MessageTimelineRow, TimelineRow } from './timeline-row.js';

/** Messages of one author that are further apart begin anew. */
const GROUP_MS = 5 * 60_000;

export interface TimelineOptions {
  /** Whether older messages can be loaded: then the first line is not the beginning. */
  hasOlder: boolean;
  /** The offset up to which everything was read when the channel was opened; null for no mark. */
  readOffset: number | null;
  /** Whose own messages count as read. */
  userId: string | null;
  /** As `Europe/Berlin`; the reader's own by default. */
  timeZone?: string | undefined;
}

const BEGINNING: TimelineRow = { kind: 'beginning', key: 'beginning' };

/**
 * Turns messages into the lines of a list: days, the mark of what is new, and messages in groups. A line that says the same
 * as before is the same object, so that a new message renders one row and not all.
 */
export function createTimeline(): (
  messages: readonly MessageRow[],
  options: TimelineOptions,
) => readonly TimelineRow[] {
  let known = new Map<string, TimelineRow>();
  let days: { timeZone: string | undefined; dayOf(time: string): string } | undefined;

  return (messages, { hasOlder, readOffset, userId, timeZone }) => {
    if (!days || days.timeZone !== timeZone) days = { timeZone, dayOf: dayReader(timeZone) };
    const { dayOf } = days;
    const rows: TimelineRow[] = hasOlder || messages.length === 0 ? [] : [BEGINNING];
    const next = new Map<string, TimelineRow>();
    const put = <Row extends TimelineRow>(row: Row, isSame: (before: Row) => boolean) => {
      const before = known.get(row.key) as Row | undefined;
      const kept = before && isSame(before) ? before : row;
      next.set(row.key, kept);
      rows.push(kept);
    };
    // What was read last may stand further up than what is loaded: then nobody knows yet where the new begins.
    let marked = readOffset === null || (hasOlder && (messages[0]?.offset ?? 0) > readOffset + 1);
    let previous: MessageRow | undefined;
    let previousDay = '';
    messages.forEach((message, index) => {
      const { id, createdAt } = message;
      const day = dayOf(createdAt);
      const newDay = day !== previousDay;
      // Its key names the message, so that it moves up when older ones of the day come.
      if (newDay) put({ kind: 'day', key: `day:${id}`, time: createdAt }, () => true);
      const unread =
        !marked && message.offset > (readOffset ?? 0) && message.userId !== userId && message.status === 'sent';
      if (unread) put({ kind: 'unread', key: 'unread' }, () => true);
      marked ||= unread;
      const following = messages[index + 1];
      const row: MessageTimelineRow = {
        kind: 'message',
        key: id,
        message,
        first: newDay || unread || !isGrouped(previous, message),
        last: !isGrouped(message, following) || dayOf((following as MessageRow).createdAt) !== day,
      };
      put(row, (before) => before.message === message && before.first === row.first && before.last === row.last);
      previous = message;
      previousDay = day;
    });
    known = next;
    return rows;
  };
}

function isGrouped(before: MessageRow | undefined, message: MessageRow | undefined): boolean {
  if (!before || !message || before.userId !== message.userId) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < GROUP_MS;
}

/** The calendar day of a time where the reader is. Formatting is slow, and most messages follow within the same hour. */
function dayReader(timeZone: string | undefined): (time: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    dateStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const hours = new Map<string, string>();
  return (time) => {
    // Time zones are off by quarters of an hour, never by less.
    const quarter = `${time.slice(0, 14)}${Math.floor(Number(time.slice(14, 16)) / 15)}`;
    let day = hours.get(quarter);
    if (day === undefined) {
      day = format.format(new Date(time));
      hours.set(quarter, day);
    }
    return day;
  };
}
