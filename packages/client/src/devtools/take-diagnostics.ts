import type { PulseErrorDetails } from '../errors.js';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { SharedSocket } from '../tabs/shared-socket.js';
import type { Channel } from '../transport/channel.js';
import type { Connection } from '../transport/connection.js';
import type { Session } from '../transport/session.js';
import type {
  Diagnostics,
  DiagnosticsOptions,
  ErrorDiagnostics,
  EventDiagnostics,
  OutboxDiagnostics,
  SocketDiagnostics,
  SubscriptionDiagnostics,
} from './diagnostics.js';
import type { HeardEvent, Recorder } from './recorder.js';
import { redact } from './redact.js';

interface Insides {
  readonly connection: Connection;
  readonly entries: readonly OutboxEntry[];
  readonly recorder: Recorder;
}

/** Names each field that it takes over, so that what is added inside the client stays there. */
export function takeDiagnostics(
  { connection, entries, recorder }: Insides,
  { eventData = false }: DiagnosticsOptions = {},
): Diagnostics {
  const [clock, subscriptions, session, attempts] = connection.inspect();
  const { timeline, events } = recorder.of(subscriptions);
  const { state, error } = connection;
  return redact({
    at: clock.now(),
    since: recorder.since,
    connection: {
      state,
      error: error && pickError(error),
      attempts,
      socket: session && pickSocket(session, recorder),
      timeline,
    },
    subscriptions: subscriptions.channels.map(pickChannel),
    watchedUsers: [...subscriptions.users],
    outbox: entries.map(pickEntry),
    lastEvents: events.map((heard) => pickEvent(heard, eventData)),
  });
}

const pickError = ({ code, message, status = 0, requestId }: PulseErrorDetails): ErrorDiagnostics => ({
  code,
  message,
  status,
  requestId: requestId ?? null,
});

function pickSocket(session: Session, recorder: Recorder): SocketDiagnostics {
  const { session: id = null, clockSkewMs = null } = recorder.welcomeOf(session) ?? {};
  const { role = 'none' } = session.socket as Partial<Pick<SharedSocket, 'role'>>;
  return { session: id, lastFrameAt: session.lastFrameAt, clockSkewMs, sharing: role };
}

const pickChannel = ({ name, subscribers, position, pending }: Channel): SubscriptionDiagnostics => ({
  channel: name,
  subscribers: subscribers.size,
  epoch: position?.epoch ?? null,
  offset: position?.offset ?? null,
  state: pending ? 'waiting' : 'live',
});

const pickEntry = ({ id, lane, operation, state, createdAt, error }: OutboxEntry): OutboxDiagnostics => ({
  id,
  lane,
  operation,
  state,
  createdAt,
  error: error ? pickError(error) : null,
});

function pickEvent({ at, event }: HeardEvent, eventData: boolean): EventDiagnostics {
  const { ch: channel, type, offset, id, data } = event;
  return { at, channel, type, offset, id, ...(eventData ? { data } : {}) };
}
