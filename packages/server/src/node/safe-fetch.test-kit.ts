import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from './safe-fetch.js';

export const PRIVATE = '10.1.2.3';
export const PUBLIC = '93.184.216.34';

export interface TestSite {
  port: number;
  /** A host that resolves to the site. */
  url: string;
  /** What was asked, in order. */
  requests: IncomingMessage[];
  answer: RequestListener;
  /** May connect to 127.0.0.1, and to nothing else. */
  fetch: SafeFetch;
  fetchWith(options: SafeFetchOptions): SafeFetch;
  close(): Promise<void>;
}

/** A real HTTP server, known to its fetch as `site.test` and `other.test`; `inside.test` has a private address. */
export async function startSite(): Promise<TestSite> {
  const server = createServer((request, response) => {
    site.requests.push(request);
    site.answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fetchWith = (options: SafeFetchOptions) =>
    createSafeFetch({
      resolve: async (host) => [host === 'inside.test' ? PRIVATE : '127.0.0.1'],
      allow: (address) => address === '127.0.0.1',
      ports: [port],
      ...options,
    });
  const site: TestSite = {
    port,
    url: `http://site.test:${port}`,
    requests: [],
    answer: (_, response) => response.end(),
    fetch: fetchWith({}),
    fetchWith,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}
