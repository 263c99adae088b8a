import type { MockEvent } from '../../events/mock-event.js';
import { el } from './dom.js';
import { type Row, timeOf, userOf } from './entry.js';

interface Cells {
  badge: string;
  /** Colours the badge. */
  tone: string;
  what: string;
  /** Softer, behind `what`. */
  more?: string;
  outcome?: string;
  /** Colours the outcome. */
  grade?: string;
  ms?: string;
}

/** An entry as a line that can be opened. */
export function rowView({ entry }: Row): HTMLElement {
  const { badge, tone, what, more, outcome, grade, ms } = cellsOf(entry);
  return el(
    'li',
    { class: 'row', 'data-seq': String(entry.seq), tabindex: '-1', role: 'option', 'aria-selected': 'false' },
    ...spaced(
      el('time', { datetime: entry.at }, timeOf(entry.at)),
      el('span', { class: `badge ${tone}` }, badge),
      el('span', { class: 'what' }, what, more ? ' ' : null, more ? el('span', { class: 'more' }, more) : null),
      el('span', { class: 'user' }, userOf(entry) ?? ''),
      el('span', { class: `outcome ${grade ?? ''}` }, outcome ?? ''),
      el('span', { class: 'ms' }, ms ?? ''),
    ),
  );
}

function cellsOf(entry: MockEvent): Cells {
  switch (entry.kind) {
    case 'request': {
      const { method, path, status, code, ms } = entry;
      return {
        badge: method,
        tone: `method ${method.toLowerCase()}`,
        what: readable(path),
        outcome: status === 0 ? 'cut off' : code === null ? String(status) : `${status} ${code}`,
        grade: status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'poor' : 'good',
        ms: `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`,
      };
    }
    case 'event':
      return {
        badge: 'event',
        tone: 'event',
        what: entry.event.type,
        more: entry.event.ch,
        outcome: `#${entry.event.offset}`,
      };
    case 'socket': {
      const { socket, state, code, reason } = entry;
      const why = [code, reason].filter((part) => part !== undefined).join(' ');
      return { badge: 'socket', tone: 'socket', what: `${state}`, more: `socket ${socket}`, outcome: why };
    }
    case 'frame':
      return {
        badge: entry.direction === 'in' ? '→ in' : '← out',
        tone: 'frame',
        what: Object.keys(entry.frame ?? { '(no JSON)': 0 })
          .filter((key) => key !== 'id')
          .join(' '),
        more: JSON.stringify(entry.frame)?.slice(0, 160) ?? '',
        outcome: `socket ${entry.socket}`,
      };
    case 'fault':
      return { badge: 'fault', tone: 'fault', what: entry.fault, more: entry.target };
  }
}

/** What is read out are words, not one. */
const spaced = (...elements: HTMLElement[]): (HTMLElement | string)[] => elements.flatMap((element) => [element, ' ']);

/** `%3A` for a colon helps nobody who reads. */
function readable(path: string): string {
  try {
    return decodeURI(path).replaceAll(/%3a/gi, ':');
  } catch {
    return path;
  }
}
