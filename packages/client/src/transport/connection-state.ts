/**
 * - `idle`: nothing was subscribed to yet, and there is no socket
 * - `connecting`: a token is fetched, the socket opens, the server takes the credentials
 * - `connected`: everything that is subscribed to arrives
 * - `recovering`: there is a socket again, and what was missed is being read
 * - `waiting`: the socket is lost, and the next try is timed, or comes with the network or the page
 * - `closed`: by `close()`, for good
 * - `failed`: the server or the token provider refused for good; `retry()` tries once more
 */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'recovering' | 'waiting' | 'closed' | 'failed';

/**
 * - `open`: the first subscription
 * - `welcomed`: the server took the credentials, for the first time
 * - `resumed`: it did so again, after a loss
 * - `recovered`: every subscription stands again
 * - `lost`: the socket closed, fell silent, could not be opened, or was given up since the page is to be frozen
 * - `retry`: the delay is over, or the device woke up
 * - `refused`: there is no use in another try
 * - `revive`: the app asks for another try all the same
 * - `close`: the client is closed
 */
export type ConnectionEvent =
  | 'open'
  | 'welcomed'
  | 'resumed'
  | 'recovered'
  | 'lost'
  | 'retry'
  | 'refused'
  | 'revive'
  | 'close';

const TRANSITIONS: Record<ConnectionState, { readonly [Event in ConnectionEvent]?: ConnectionState }> = {
  idle: { open: 'connecting', close: 'closed' },
  connecting: { welcomed: 'connected', resumed: 'recovering', lost: 'waiting', refused: 'failed', close: 'closed' },
  connected: { lost: 'waiting', refused: 'failed', close: 'closed' },
  recovering: { recovered: 'connected', lost: 'waiting', refused: 'failed', close: 'closed' },
  waiting: { retry: 'connecting', revive: 'connecting', close: 'closed' },
  closed: {},
  failed: { revive: 'connecting', close: 'closed' },
};

/** The state after an event; null when the event means nothing in this state. */
export const transition = (state: ConnectionState, event: ConnectionEvent): ConnectionState | null =>
  TRANSITIONS[state][event] ?? null;
