import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Backend } from '../create-backend.js';
import { attachRealtime } from './attach-realtime.js';

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default 127.0.0.1: this machine alone. */
  host?: string;
  /** Behind a proxy of yours: the caller's address is the last one in its `X-Forwarded-For`. Default false. */
  trustProxy?: boolean;
}

export interface RunningServer {
  /** http://host:port */
  url: string;
  port: number;
  /** Stops listening, ends sockets and the backend. */
  close(): Promise<void>;
}

/** How often connections are looked at that a server which stops still waits for. */
const IDLE_MS = 10;

/** What is served: a backend, or what stands before one. `Response.error()` breaks the connection off. */
export type Served = Pick<Backend, 'fetch' | 'gateway' | 'close'>;

/** Serves a backend over HTTP and WebSocket. Rejects with the operating system's error when the port is taken. */
export async function serve(
  backend: Served,
  { port, host = '127.0.0.1', trustProxy = false }: ServeOptions,
): Promise<RunningServer> {
  const server = createServer(
    getRequestListener(async (request, { incoming }) => {
      const response = await backend.fetch(request, {
        ip: (trustProxy && forwardedFor(request)) || (incoming.socket.remoteAddress ?? 'unknown'),
      });
      if (response.type !== 'error') return response;
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }),
  );
  const closeUnused = watchUnused(server);
  const detach = attachRealtime(server, backend.gateway);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await backend.gateway.close();
    await detach();
    // Calls that run are answered; a connection that is merely kept open ends with its answer.
    const patient = setInterval(() => {
      server.closeIdleConnections();
      closeUnused();
    }, IDLE_MS);
    const impatient = setTimeout(() => server.closeAllConnections(), 5_000);
    await closed;
    clearInterval(patient);
    clearTimeout(impatient);
    await backend.close();
  }

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/**
 * Connections that brought no request yet, as browsers and `fetch` keep them ready, are not idle to Node. The answer
 * closes them.
 */
function watchUnused(server: Server): () => void {
  const unused = new Set<Socket>();
  const used = ({ socket }: IncomingMessage) => unused.delete(socket);
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', used);
  server.on('upgrade', used);
  return () => {
    for (const socket of unused) socket.destroy();
  };
}

/** What the nearest proxy saw; earlier entries are whatever its caller wrote. */
const forwardedFor = (request: Request): string | undefined =>
  request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
