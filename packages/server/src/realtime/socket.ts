/** What the gateway needs of a WebSocket, whichever library or page it lives in. */
export interface Socket {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Ends it at once and with no goodbye, as a lost connection does; absent where that cannot be. */
  terminate?(): void;
  /** Bytes taken by `send` that have not left yet. */
  readonly bufferedAmount: number;
}

/** What a socket was opened with. */
export interface Handshake {
  /** The page that opened it; null where no browser did. */
  origin: string | null;
  /** The subprotocol that was agreed on. */
  protocol: string | null;
}

/** The other direction: the socket's owner hands in what arrives. Neither ever throws. */
export interface Peer {
  message(data: string | ArrayBuffer | ArrayBufferView): void;
  /** The socket has gone, whoever closed it. */
  closed(): void;
}
