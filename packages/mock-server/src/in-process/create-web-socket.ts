import { REALTIME_PATH, SUBPROTOCOL } from '@pulse-io/protocol';
import type { Gateway, Handshake, Peer, Socket } from '@pulse-io/server';
import { InProcessWebSocket } from './in-process-web-socket.js';

export interface WebSocketOptions {
  /** Takes the sockets: that of a MockBackend, or of a Backend. */
  gateway: Pick<Gateway, 'accept'>;
  /** The page that opens them; null by default, as where no browser does. */
  origin?: string | null;
}

const PATHS: ReadonlySet<string> = new Set([REALTIME_PATH, `/api${REALTIME_PATH}`]);

/**
 * A WebSocket class whose sockets end in a gateway, with no network between. They behave as the platform's do: all
 * that arrives does so in order and in a task of its own, and other paths are no realtime (`error`, then 1006).
 */
export function createWebSocket({ gateway, origin = null }: WebSocketOptions): typeof WebSocket {
  const accept = (socket: Socket, handshake: Handshake): Peer => gateway.accept(socket, handshake);
  return class extends InProcessWebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, ({ pathname }, offered) => {
        if (!PATHS.has(pathname)) return null;
        // A client that offers others is let in, and told so by the gateway.
        const protocol = offered.includes(SUBPROTOCOL) ? SUBPROTOCOL : (offered[0] ?? '');
        return { protocol, accept: (socket) => accept(socket, { origin, protocol: protocol || null }) };
      });
    }
  };
}
