/** What can be done to sockets at once, those of everybody or of one user. Each answers how many there were. */
export interface SocketActions {
  /** Ends sockets: with no goodbye (1006), or with a close code. */
  dropSockets(options?: { user?: string; code?: number }): number;
  /** Sockets stay open, and neither say nor hear anything any more. */
  halfOpenSockets(options?: { user?: string }): number;
  /** Tokens made until now count as expired: `token_expired` over HTTP, and sockets close with 4005. */
  expireTokens(options?: { user?: string }): number;
}
