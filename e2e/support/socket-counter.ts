import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SocketCounter {
  /** http://host:port, in front of the server. */
  url: string;
  /** WebSockets that are open. */
  readonly open: number;
  /** WebSockets that were ever opened. */
  readonly total: number;
  close(): Promise<void>;
}

/** Passes everything on to a server, and counts the WebSockets. */
export async function countSockets(target: string): Promise<SocketCounter> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const all = new Set<Socket>();
  let total = 0;
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const socket of [from, to]) all.add(socket);
    from.once('data', (start) => {
      if (!/^upgrade: websocket\r$/im.test(String(start))) return;
      total++;
      open.add(from);
    });
    from.pipe(to).pipe(from);
    const end = () => {
      open.delete(from);
      for (const socket of [from, to]) {
        socket.destroy();
        all.delete(socket);
      }
    };
    for (const socket of [from, to]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get open() {
      return open.size;
    },
    get total() {
      return total;
    },
    close() {
      for (const socket of all) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
