import type { MockEvent } from '../../events/mock-event.js';

export type Kind = MockEvent['kind'];
/** In the order of the filter. */
export const KINDS: readonly Kind[] = ['request', 'event', 'socket', 'fault', 'frame'];

/** An entry of the log with what the page keeps of it. */
export interface Row {
  readonly entry: MockEvent;
  /** What is looked through, made when somebody first looks. */
  text?: string;
}

/** Whom an entry is about; null where it is about nobody. */
export function userOf(entry: MockEvent): string | null {
  if (entry.kind === 'request' || entry.kind === 'socket' || entry.kind === 'frame') return entry.user;
  return null;
}

export function textOf(row: Row): string {
  row.text ??= JSON.stringify(row.entry).toLowerCase();
  return row.text;
}

const two = (n: number) => String(n).padStart(2, '0');

/** The time of day where the page is, with milliseconds. */
export function timeOf(at: string): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
