/**
 * Close codes of the realtime socket. 4000–4399: reconnect; 4400–4499: final, connecting again would end
 * the same way. Here those that a client knows by name.
 */
export const CLOSE = {
  /** Get a new token first, then reconnect. */
  tokenExpired: 4005,
  noPong: 4008,
  token: 4401,
  forbidden: 4403,
} as const;

/** Those of which the range tells a client enough. */
export const SERVER_CLOSE = {
  shutdown: 4001,
  slow: 4108,
  rate: 4129,
  badFrame: 4400,
  version: 4406,
  connections: 4409,
} as const;

export const isFinalClose = (code: number): boolean => code >= 4400 && code < 4500;

/** The WebSocket subprotocol: its version and its encoding. */
export const SUBPROTOCOL = 'pulse.v1.json';
export const REALTIME_PATH = '/v1/realtime';
