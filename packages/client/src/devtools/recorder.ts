import type { AnyEvent, ConnectOk } from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import type { Trace } from '../trace.js';
import type { Connection } from '../transport/connection.js';
import type { Session } from '../transport/session.js';
import type { Subscriptions } from '../transport/subscriptions.js';
import type { TimelineEntry } from './diagnostics.js';

const TIMELINE_LENGTH = 200;
const EVENTS_LENGTH = 100;

export interface HeardEvent {
  readonly at: number;
  readonly event: AnyEvent;
}

/** What happened to one client. */
export interface Recording {
  readonly timeline: TimelineEntry[];
  readonly events: HeardEvent[];
}

type Welcome = Pick<ConnectOk, 'session'> & { readonly clockSkewMs: number };

/** Keeps what clients tell the devtools, for as long as the clients are there. */
export class Recorder {
  readonly #startClock: Pick<Clock, 'now'>;
  /** When it began. */
  readonly since: number;
  readonly #recordings = new WeakMap<Subscriptions, Recording>();
  readonly #welcomes = new WeakMap<Session, Welcome>();
  /** Why a connection ended, until its state tells so. */
  readonly #reasons = new WeakMap<Connection, string>();
  /** A client that is older than this is known by its subscriptions alone until it moves. */
  readonly #clocks = new WeakMap<Subscriptions, Clock>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#startClock = clock;
    this.since = clock.now();
  }

  readonly trace: Trace = {
    moved: (connection, from, event) => {
      const [clock, subscriptions] = connection.inspect();
      this.#clocks.set(subscriptions, clock);
      const { state, error } = connection;
      const reason = error ? describe(error) : this.#reasons.get(connection);
      this.#reasons.delete(connection);
      const entry = { at: clock.now(), from, to: state, event };
      keep(this.of(subscriptions).timeline, reason ? { ...entry, reason } : entry, TIMELINE_LENGTH);
    },
    heard: (who: Connection | Subscriptions, what: number | PulseError | ConnectOk | AnyEvent, reason = '') => {
      if (!('inspect' in who)) {
        if (typeof what === 'object' && 'ch' in what) this.#apply(who, what);
      } else if (typeof what === 'number') this.#reasons.set(who, `${what} ${reason}`.trimEnd());
      else if ('session' in what) this.#welcome(who, what);
      else if ('code' in what) this.#reasons.set(who, describe(what));
    },
  };

  of(subscriptions: Subscriptions): Recording {
    let recording = this.#recordings.get(subscriptions);
    if (!recording) {
      recording = { timeline: [], events: [] };
      this.#recordings.set(subscriptions, recording);
    }
    return recording;
  }

  /** Undefined for a session that began before. */
  welcomeOf(session: Session): Welcome | undefined {
    return this.#welcomes.get(session);
  }

  #apply(subscriptions: Subscriptions, event: AnyEvent): void {
    const clock = this.#clocks.get(subscriptions) ?? this.#startClock;
    keep(this.of(subscriptions).events, { at: clock.now(), event }, EVENTS_LENGTH);
  }

  #welcome(connection: Connection, { session: id, now }: ConnectOk): void {
    const [clock, , session] = connection.inspect();
    if (session) this.#welcomes.set(session, { session: id, clockSkewMs: Date.parse(now) - clock.now() });
  }
}

const describe = ({ code, message }: PulseError): string => `${code}: ${message}`;

function keep<T>(list: T[], item: T, length: number): void {
  list.push(item);
  if (list.length > length) list.shift();
}
