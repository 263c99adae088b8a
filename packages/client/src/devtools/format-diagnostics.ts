import type {
  Diagnostics,
  ErrorDiagnostics,
  EventDiagnostics,
  OutboxDiagnostics,
  SocketDiagnostics,
  SubscriptionDiagnostics,
  TimelineEntry,
} from './diagnostics.js';

const SHARING: Record<SocketDiagnostics['sharing'], string> = {
  none: 'the socket is this client’s alone',
  seeking: 'looking for the tab that has the socket',
  attached: 'another tab has the socket',
  leading: 'this tab has the socket for the others',
};

/** Diagnostics as lines to paste into a bug report; they may have been stored as JSON meanwhile. */
export function formatDiagnostics(diagnostics: Diagnostics): string {
  const { at, since, connection, subscriptions, watchedUsers, outbox, lastEvents } = diagnostics;
  const { state, attempts, error, socket, timeline } = connection;
  return [
    `Pulse diagnostics of ${time(at)}, recorded since ${time(since)}`,
    `Connection: ${state}, failed tries: ${attempts}`,
    ...(error ? [`  ${formatError(error)}`] : []),
    `  ${socket ? formatSocket(socket, at) : 'no socket'}`,
    ...section('Timeline', timeline, formatMove),
    ...section('Subscriptions', subscriptions, formatSubscription),
    ...section('Watched users', watchedUsers, String),
    ...section('Unsent writes', outbox, formatEntry),
    ...section('Last events', lastEvents, formatEvent),
  ].join('\n');
}

const time = (ms: number): string => new Date(ms).toISOString();

const section = <T>(title: string, items: readonly T[], format: (item: T) => string): string[] => [
  `${title}: ${items.length || 'none'}`,
  ...items.map((item) => `  ${format(item)}`),
];

function formatSocket({ session, lastFrameAt, clockSkewMs, sharing }: SocketDiagnostics, at: number): string {
  const skew = clockSkewMs === null ? '' : `, server clock ahead by ${clockSkewMs} ms`;
  return `session ${session ?? 'unknown'}, last frame ${at - lastFrameAt} ms ago${skew}, ${SHARING[sharing]}`;
}

const formatMove = ({ at, from, to, event, reason }: TimelineEntry): string =>
  `${time(at)} ${from} → ${to} (${event})${reason ? ` ${reason}` : ''}`;

const formatSubscription = ({ channel, subscribers, epoch, offset, state }: SubscriptionDiagnostics): string =>
  `${channel} ${state}, subscribers: ${subscribers}, ${epoch === null ? 'nowhere yet' : `at ${offset} of ${epoch}`}`;

const formatEntry = ({ id, lane, operation, state, createdAt, error }: OutboxDiagnostics): string =>
  `${time(createdAt)} ${operation} in ${lane} ${state} ${id}${error ? ` ${formatError(error)}` : ''}`;

const formatEvent = ({ at, channel, type, offset, id, data }: EventDiagnostics): string =>
  `${time(at)} ${type} ${channel} ${offset} ${id}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`;

const formatError = ({ code, message, status, requestId }: ErrorDiagnostics): string =>
  `${code}: ${message}${status ? ` (HTTP ${status})` : ''}${requestId ? `, request ${requestId}` : ''}`;
