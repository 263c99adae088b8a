import type { ErrorCode, Operation } from '@pulse-io/protocol';
import type { OutboxState } from '../outbox/outbox-entry.js';
import type { ConnectionEvent, ConnectionState } from '../transport/connection-state.js';

export interface DiagnosticsOptions {
  /** Whether `lastEvents` carry the data of the events, which people wrote; false by default. */
  eventData?: boolean | undefined;
}

/**
 * What a client is doing and what it did, as plain JSON with no token, key or secret in it. Times are milliseconds since
 * 1970 by the device's clock.
 */
export interface Diagnostics {
  /** When this was taken. */
  at: number;
  /** When the devtools were loaded: `timeline` and `lastEvents` tell nothing of before. */
  since: number;
  connection: ConnectionDiagnostics;
  subscriptions: SubscriptionDiagnostics[];
  /** The users whose presence is told. */
  watchedUsers: string[];
  /** Writes that the server has not answered, in order. */
  outbox: OutboxDiagnostics[];
  /** The last 100 events that reached subscribers, the newest last. */
  lastEvents: EventDiagnostics[];
}

export interface ConnectionDiagnostics {
  state: ConnectionState;
  /** Why the state is `failed`; null in every other one. */
  error: ErrorDiagnostics | null;
  /** Losses in a row, which make the delays longer: none after 10 s of a connection, or when the device woke up. */
  attempts: number;
  /** Null while there is no socket. */
  socket: SocketDiagnostics | null;
  /** The last 200 changes of the state, the newest last. */
  timeline: TimelineEntry[];
}

export interface SocketDiagnostics {
  /** The server's name for the session, to quote in a question to its operator; null when it began before `since`. */
  session: string | null;
  /** When the server was last heard, or when the socket began to open. */
  lastFrameAt: number;
  /** How far the server's clock is ahead, with the time that its answer took; null as `session`. */
  clockSkewMs: number | null;
  /**
   * - `none`: the socket is this client's alone
   * - `seeking`: it is to be shared with the user's other tabs, and it is not known yet which of them leads
   * - `attached`: another tab has the socket and passes its frames on
   * - `leading`: this tab has the socket for the others
   */
  sharing: 'none' | 'seeking' | 'attached' | 'leading';
}

export interface TimelineEntry {
  at: number;
  from: ConnectionState;
  to: ConnectionState;
  /** What made it so. */
  event: ConnectionEvent;
  /** The close code of the socket with the reason, or the code and the message of an error. */
  reason?: string;
}

export interface SubscriptionDiagnostics {
  channel: string;
  /** How many listen to it in this client. */
  subscribers: number;
  /** Where it stands; null until the server has answered once. */
  epoch: string | null;
  offset: number | null;
  /** `live`: events arrive; `waiting`: for a socket, or for the server's answer. */
  state: 'live' | 'waiting';
}

export interface OutboxDiagnostics {
  /** Also the idempotency key. */
  id: string;
  lane: string;
  operation: Operation;
  state: OutboxState;
  createdAt: number;
  /** Why it failed. */
  error: ErrorDiagnostics | null;
}

export interface EventDiagnostics {
  at: number;
  channel: string;
  type: string;
  offset: number;
  id: string;
  /** With the option `eventData` only. */
  data?: unknown;
}

export interface ErrorDiagnostics {
  code: ErrorCode;
  message: string;
  /** HTTP status; 0 when the error did not come from an HTTP answer. */
  status: number;
  /** The server's name for the call. */
  requestId: string | null;
}
