import type { MockEvent, RequestEntry } from '../events/mock-event.js';
import type { Colour, Paint } from './paint.js';
import { printable } from './printable.js';

/** An entry as a line: when, what, how it ended, how long it took, where, whose. */
export function entryLine(entry: MockEvent, paint: Paint): string {
  const time = paint('dim', timeOf(entry.at));
  return [time, ...cellsOf(entry, paint)].filter((cell) => cell !== '').join('  ');
}

function cellsOf(entry: MockEvent, paint: Paint): string[] {
  switch (entry.kind) {
    case 'request': {
      const status = entry.status === 0 ? '---' : String(entry.status);
      return [
        paint('bold', entry.method.padEnd(6)),
        paint(gradeOf(entry), status),
        paint('dim', `${entry.ms.toFixed(1)} ms`.padStart(9)),
        printable(readable(entry.path)),
        whose(entry.user, paint),
        entry.status === 0 ? paint('red', 'broken off') : entry.code === null ? '' : paint(gradeOf(entry), entry.code),
      ];
    }
    case 'event': {
      const { type, ch, offset } = entry.event;
      return [paint('magenta', 'event '), printable(ch), paint('dim', `#${offset}`), printable(type)];
    }
    case 'socket': {
      const why = [entry.code, entry.reason].filter((part) => part !== undefined && part !== '').join(' ');
      const state = why ? `${entry.state} ${printable(why)}` : entry.state;
      return [paint('blue', 'socket'), `#${entry.socket}`, state, whose(entry.user, paint)];
    }
    case 'fault':
      return [paint('yellow', 'fault '), entry.fault, paint('dim', printable(readable(entry.target)))];
    case 'frame':
      return [paint('dim', 'frame '), `#${entry.socket}`, entry.direction, printable(entry.text)];
  }
}

const whose = (user: string | null, paint: Paint): string => (user === null ? '' : paint('blue', printable(user)));

function gradeOf({ status }: RequestEntry): Colour {
  if (status === 0 || status >= 500) return 'red';
  return status >= 400 ? 'yellow' : 'green';
}

/** The time of day here, with milliseconds. */
function timeOf(at: string): string {
  const date = new Date(at);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(11, 23);
}

/** `%3A` for a colon helps nobody who reads. */
function readable(path: string): string {
  return path.replaceAll(/%(3a|40)/gi, (code) => decodeURIComponent(code));
}
