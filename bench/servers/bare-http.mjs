// The least that an HTTP server can be: answers bytes from memory.
import { createServer } from 'node:http';
import { expose } from '../lib/expose.mjs';

/** Resolves with the address. `answers` has `{status, type, text}` by method; a request is read to its end first. */
function start(answers) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { status, type, text } = answers[request.method];
      response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}` }));
  });
}

expose({ start });
