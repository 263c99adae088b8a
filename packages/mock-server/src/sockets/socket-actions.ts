/** A socket that is open at the mock. */
export interface OpenSocket {
  /** Counts up from 1, as in the events. */
  readonly socket: number;
  /** Null before it is let in, and for a server. */
  readonly user: string | null;
  readonly halfOpen: boolean;
}

/** Which sockets are meant: all of them, those of a user, or one by its number. */
export interface SocketChoice {
  user?: string;
  socket?: number;
}

/** What can be done to sockets at once. Each answers how many there were. */
export interface SocketActions {
  /** Those that are open, the oldest first. */
  openSockets(): OpenSocket[];
  /** Ends sockets: with no goodbye (1006), or with a close code. */
  dropSockets(options?: SocketChoice & { code?: number }): number;
  /** Sockets stay open, and neither say nor hear anything any more. */
  halfOpenSockets(options?: SocketChoice): number;
  /** Tokens made until now count as expired: `token_expired` over HTTP, and sockets close with 4005. */
  expireTokens(options?: { user?: string }): number;
}
