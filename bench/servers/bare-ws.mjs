// The least that a broadcast can be: `ws` sends what was posted to every socket, as its own documentation does it.
import { createServer } from 'node:http';
import { expose } from '../lib/expose.mjs';
import { serverDependency } from '../lib/packages.mjs';

const { WebSocketServer } = serverDependency('ws');

function start() {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const message = Buffer.concat(chunks);
    for (const socket of sockets.clients) socket.send(message, { binary: false });
    response.writeHead(201).end();
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}` }));
  });
}

expose({ start });
