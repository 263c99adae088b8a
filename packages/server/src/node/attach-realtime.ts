import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS, REALTIME_PATH, SUBPROTOCOL } from '@pulse-io/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Gateway } from '../realtime/gateway.js';

const PATHS: ReadonlySet<string> = new Set([REALTIME_PATH, `/api${REALTIME_PATH}`]);
/** A little over the limit, so that the gateway sees the frame and closes with its own code. */
const MAX_PAYLOAD = LIMITS.frameBytes + 4096;
/** Peers that do not answer a close by then are cut off. */
const CLOSE_MS = 1_000;

/** Serves realtime on an HTTP server. The answer takes no more sockets and resolves when all are closed. */
export function attachRealtime(server: Server, gateway: Gateway): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    // A client that offers others is let in and told so by the gateway's close code, which a refusal could not carry.
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : (offered.values().next().value ?? false)),
  });

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (PATHS.has((request.url ?? '').replace(/\?.*$/s, ''))) {
      sockets.handleUpgrade(request, socket, head, (webSocket) => accept(gateway, webSocket, request));
    } else {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
    }
  }
  server.on('upgrade', onUpgrade);

  return async () => {
    server.off('upgrade', onUpgrade);
    await gateway.close();
    const closed = new Promise<void>((resolve) => sockets.close(() => resolve()));
    const impatient = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, CLOSE_MS);
    await closed;
    clearTimeout(impatient);
  };
}

function accept(gateway: Gateway, socket: WebSocket, request: IncomingMessage): void {
  const peer = gateway.accept(
    {
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
    },
    { origin: request.headers.origin ?? null, protocol: socket.protocol || null },
  );
  socket.on('message', (data: Buffer, isBinary) => peer.message(isBinary ? data : data.toString()));
  socket.on('close', () => peer.closed());
  // What breaks a socket also closes it.
  socket.on('error', () => {});
}
