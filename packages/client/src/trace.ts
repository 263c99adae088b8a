import type { AnyEvent, ConnectOk } from '@pulse-io/protocol';
import type { PulseError } from './errors.js';
import type { Outbox } from './outbox/outbox.js';
import type { Connection } from './transport/connection.js';
import type { ConnectionEvent, ConnectionState } from './transport/connection-state.js';
import type { Subscriptions } from './transport/subscriptions.js';

/** What every client of this copy of the package tells the devtools, from when they are loaded. */
export interface Trace {
  /** The state is another; `event` is what made it so. */
  moved?(connection: Connection, from: ConnectionState, event: ConnectionEvent): void;
  /** One name for the rest, which is told apart by what it is: names are bytes that every page loads. */
  heard?: Heard;
}

interface Heard {
  /** The close code and the reason of a socket, why there is none, or the server's welcome. */
  (connection: Connection, what: number | PulseError | ConnectOk, reason?: string): void;
  /** An event that reached the subscribers of its channel. */
  (subscriptions: Subscriptions, event: AnyEvent): void;
}

/** Empty until the devtools are loaded. */
export const trace: Trace = {};

/** The outbox of each client. */
export const outboxes = new WeakMap<object, Outbox>();
