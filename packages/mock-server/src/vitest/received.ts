import type { AnyEvent, ServerFrame } from '@pulse-io/protocol';

/** Something that a client was told. */
export interface ReceivedEvent {
  type: string;
  ch: string;
  /** Of a stored event, where it stands in its channel. */
  offset?: number;
  /** The event's data; of signals with their `user`. */
  data: Readonly<Record<string, unknown>>;
}

/** What came over the sockets of one client, in the order in which it came. */
export class Received {
  /** As the test calls it, such as `maya`. */
  readonly name: string;
  readonly #ids = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #events: ReceivedEvent[] = [];
  sockets = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Repeats of an event are not in it. */
  get events(): readonly ReceivedEvent[] {
    return this.#events;
  }

  /** A frame that has arrived. */
  take(frame: ServerFrame): void {
    const before = this.#events.length;
    for (const event of eventsOf(frame)) {
      if (event.id !== undefined && this.#ids.has(event.id)) continue;
      if (event.id !== undefined) this.#ids.add(event.id);
      this.#events.push(event);
    }
    if (this.#events.length > before) for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.#events = [];
    this.#ids.clear();
  }

  /** Calls back when something has come; the answer ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

type Arrived = ReceivedEvent & { id?: string };

function eventsOf(frame: ServerFrame): Arrived[] {
  if ('ev' in frame) return [stored(frame.ev)];
  if ('eph' in frame) {
    const { ch, type, user, data } = frame.eph;
    return [{ ch, type, data: { ...data, user } }];
  }
  if ('pres' in frame) {
    const { ch, join, leave, update } = frame.pres;
    return [{ ch, type: 'presence', data: { join, leave, update } }];
  }
  if (!('ok' in frame)) return [];
  // What came while a socket was gone stands in the answer to the subscription, and so does presence as it is at first.
  const { ok } = frame;
  const missed = 'events' in ok ? ok.events.map(stored) : [];
  const first = 'presence' in ok ? (ok.presence ?? []) : [];
  if (first.length === 0) return missed;
  return [...missed, { ch: 'presence', type: 'presence', data: { join: [], leave: [], update: first } }];
}

const stored = ({ id, ch, type, offset, data }: AnyEvent): Arrived => ({ id, ch, type, offset, data: { ...data } });
