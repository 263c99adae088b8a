import { WebSocketHandler, type WebSocketHandlerConnection } from 'msw';

export type Connection = Pick<WebSocketHandlerConnection, 'client' | 'info'>;

/**
 * As MSW's `ws.link` with one listener, and without its list of clients: that forgets none, keeps them in IndexedDB in a
 * page, and warns in Node from the tenth on.
 */
export class SocketHandler extends WebSocketHandler {
  readonly #accept: (connection: Connection) => void;

  constructor(address: RegExp, accept: (connection: Connection) => void) {
    super(address);
    this.#accept = accept;
  }

  override async run(...call: Parameters<WebSocketHandler['run']>): ReturnType<WebSocketHandler['run']> {
    const connection = await super.run(...call);
    if (connection) this.#accept(connection);
    return connection;
  }
}
