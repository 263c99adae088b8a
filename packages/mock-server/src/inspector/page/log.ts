import type { MockEvent } from '../../events/mock-event.js';
import { KINDS, type Kind, type Row, textOf, userOf } from './entry.js';

/** As many as a person will look through; the mock itself keeps 10,000. */
const KEPT = 5_000;
const KEPT_USERS = 200;

export interface Filter {
  kinds: ReadonlySet<Kind>;
  user: string;
  text: string;
}

/** What has come from the mock, the newest last, and what of it is asked for. */
export class Log {
  #rows: Row[] = [];
  readonly users = new Set<string>();
  counts = zero();
  /** Frames are many: they are shown when they are asked for. */
  filter: Filter = { kinds: new Set(KINDS.filter((kind) => kind !== 'frame')), user: '', text: '' };

  add(entry: MockEvent): Row {
    const row: Row = { entry };
    this.#rows.push(row);
    if (this.#rows.length > 2 * KEPT) this.#rows = this.#rows.slice(-KEPT);
    this.counts[entry.kind]++;
    const user = userOf(entry);
    if (user !== null && this.users.size < KEPT_USERS) this.users.add(user);
    return row;
  }

  clear(): void {
    this.#rows = [];
    this.users.clear();
    this.counts = zero();
  }

  get empty(): boolean {
    return this.#rows.length === 0;
  }

  fits(row: Row): boolean {
    const { kinds, user, text } = this.filter;
    if (!kinds.has(row.entry.kind)) return false;
    if (user && userOf(row.entry) !== user) return false;
    return !text || textOf(row).includes(text);
  }

  /** The newest that fit, the newest first. */
  newest(limit: number): Row[] {
    const found: Row[] = [];
    for (let at = this.#rows.length - 1; at >= 0 && found.length < limit; at--) {
      const row = this.#rows[at] as Row;
      if (this.fits(row)) found.push(row);
    }
    return found;
  }
}

function zero(): Record<Kind, number> {
  return { request: 0, event: 0, socket: 0, fault: 0, frame: 0 };
}
