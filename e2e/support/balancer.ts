import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  /** http://host:port, in front of the servers. */
  url: string;
  close(): Promise<void>;
}

/** Passes each connection on to the first of the servers that takes it. */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };

  function pass(from: Socket, [target, ...others]: readonly string[]): void {
    if (target === undefined || from.destroyed) {
      from.destroy();
      return;
    }
    const { hostname, port } = new URL(target);
    const to = keep(connect(Number(port), hostname));
    const refused = () => pass(from, others);
    to.once('error', refused);
    to.once('connect', () => {
      to.off('error', refused);
      if (from.destroyed) to.destroy();
      from.on('close', () => to.destroy());
      to.on('close', () => from.destroy());
      from.pipe(to).pipe(from);
    });
  }

  const server = createServer((socket) => pass(keep(socket), targets));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
