import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a test and a server, whose port is in `target`, and can be silent or cut what goes through it. */
export async function startProxy(target: string) {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(port), '127.0.0.1');
    const ends = [
      [socket, upstream],
      [upstream, socket],
    ] as const;
    for (const [end, other] of ends) {
      sockets.add(end);
      end.on('data', (data) => void (proxy.silent || other.write(data)));
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const proxy = {
    url: url.href,
    /** Swallows everything. */
    silent: false,
    /** Ends the connections that are open; new ones are taken. */
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      proxy.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
