import { SUBPROTOCOL } from '@pulse-io/protocol';
import type { Handshake, Peer, Socket } from '@pulse-io/server';
import type { MockBackend } from '../mock-backend.js';
import type { Connection } from './socket-handler.js';
import { explainFailure } from './start-failure.js';

/** What a browser says of a socket that ends with no goodbye. */
const ABNORMAL = 1006;
const INTERNAL_ERROR = 1011;
/** Of a close frame, with its code (RFC 6455, 5.5). */
const REASON_BYTES = 123;

/**
 * Brings a socket that MSW holds to the backend, from when it is open for its owner. Frames that come while the
 * backend is being made wait for it.
 */
export function acceptConnection(
  { client, info }: Connection,
  { origin, start }: { origin: string | null; start(): MockBackend | Promise<MockBackend> },
): void {
  const socket = toSocket(client);
  const handshake: Handshake = { origin, protocol: agree(info.protocols) };
  showProtocol(client, handshake.protocol);
  let peer: Peer | undefined;
  let early: (string | Uint8Array)[] = [];
  let isOpen = true;

  function meet(mock: MockBackend): void {
    if (!isOpen) return;
    peer = mock.gateway.accept(socket, handshake);
    for (const data of early) peer.message(data);
    early = [];
  }

  client.addEventListener('message', ({ data }) => {
    // Of a binary frame it is enough to know that it came: the backend takes none.
    const frame = typeof data === 'string' ? data : new Uint8Array();
    if (peer) peer.message(frame);
    else early.push(frame);
  });
  client.addEventListener('close', () => {
    isOpen = false;
    peer?.closed();
  });
  client.addEventListener('open', () => {
    const mock = start();
    if (!(mock instanceof Promise)) meet(mock);
    else mock.then(meet, (error) => socket.close(INTERNAL_ERROR, cut(explainFailure(error))));
  });
}

function toSocket(client: Connection['client']): Socket {
  let isEnding = false;
  const end = (code: number, reason: string) => {
    if (isEnding) return;
    isEnding = true;
    // MSW hands over frames a microtask later, and none to a socket that is closing: closing waits as long.
    queueMicrotask(() => client.close(code, reason));
  };
  return {
    send(text) {
      if (!isEnding) client.send(text);
    },
    close: end,
    terminate: () => end(ABNORMAL, ''),
    // What is sent is there with the next microtask.
    bufferedAmount: 0,
  };
}

/** Chosen as the real server does. */
function agree(offered: string | string[] | undefined): string | null {
  const protocols = [offered ?? []].flat();
  return protocols.includes(SUBPROTOCOL) ? SUBPROTOCOL : (protocols[0] ?? null);
}

/** MSW would have it be the first that was offered, and says so when it opens the socket. */
function showProtocol(client: Connection['client'], protocol: string | null): void {
  const { socket } = client as { socket?: WebSocket };
  if (socket) Object.defineProperty(socket, 'protocol', { get: () => protocol ?? '', set: () => {} });
}

function cut(reason: string): string {
  const bytes = new TextEncoder().encode(reason).slice(0, REASON_BYTES);
  // A character that was cut in two at the end is left out.
  return new TextDecoder().decode(bytes, { stream: true });
}
