import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { REALTIME_PATH, SERVER_LIMITS, SUBPROTOCOL } from '@pulse-io/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Gateway } from '../realtime/gateway.js';

const PATHS: ReadonlySet<string> = new Set([REALTIME_PATH, `/api${REALTIME_PATH}`]);
/** A little over the limit, so that the gateway sees the frame and closes with its own code. */
const MAX_PAYLOAD = SERVER_LIMITS.frameBytes + 4096;
/** Peers that do not answer a close by then are cut off. */
const CLOSE_MS = 1_000;

type Framer = (text: string) => Buffer;

interface Accepted {
  request: IncomingMessage;
  /** What the WebSocket writes to. */
  duplex: Duplex;
  frame: Framer;
}

/** Serves realtime on an HTTP server. The answer takes no more sockets and resolves when all are closed. */
export function attachRealtime(server: Server, gateway: Gateway): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    // A client that offers others is let in and told so by the gateway's close code, which a refusal could not carry.
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : (offered.values().next().value ?? false)),
  });

  const frame = createFramer();

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (PATHS.has((request.url ?? '').replace(/\?.*$/s, ''))) {
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        accept(gateway, webSocket, { request, duplex: socket, frame }),
      );
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

/**
 * An event goes to all its subscribers as one text in a row: its frame is made for the first and serves the rest,
 * which saves a third of a delivery's time against `WebSocket.send`.
 */
function createFramer(): Framer {
  let last = { text: '', frame: Buffer.alloc(0) };
  return (text) => {
    if (text !== last.text) last = { text, frame: frameText(text) };
    return last.frame;
  };
}

/** A whole text message of a server in one frame, unmasked (RFC 6455, section 5.2). */
function frameText(text: string): Buffer<ArrayBuffer> {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

function accept(gateway: Gateway, socket: WebSocket, { request, duplex, frame }: Accepted): void {
  const peer = gateway.accept(
    {
      // `ws` writes its own frames at once too, as long as nothing is compressed: the order is the order of the calls.
      send: (text) => {
        if (socket.readyState === socket.OPEN) duplex.write(frame(text));
      },
      close: (code, reason) => socket.close(code, reason),
      terminate: () => socket.terminate(),
      get bufferedAmount() {
        return duplex.writableLength;
      },
    },
    { origin: request.headers.origin ?? null, protocol: socket.protocol || null },
  );
  socket.on('message', (data: Buffer, isBinary) => peer.message(isBinary ? data : data.toString()));
  socket.on('close', () => peer.closed());
  // What breaks a socket also closes it.
  socket.on('error', () => {});
}
