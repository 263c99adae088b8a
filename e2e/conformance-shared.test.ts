import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConformance } from '../packages/mock-server/src/conformance.js';
import { API_KEY, API_SECRET, type SharedBackends, startSharedBackends } from './support/shared-backends.js';

describe('the conformance suite against processes over PostgreSQL and Redis', () => {
  let backends: SharedBackends;
  beforeAll(async () => {
    backends = await startSharedBackends(2);
  });
  afterAll(() => backends.close());

  it('finds nothing wrong with calls to one process and sockets at another', async () => {
    const [calls, sockets] = backends.processes.map(({ url }) => url);
    class Elsewhere extends WebSocket {
      constructor(url: string, protocols: string | string[] = []) {
        super(url.replace(calls?.replace('http', 'ws') ?? '', sockets?.replace('http', 'ws') ?? ''), protocols);
      }
    }
    const { results } = await runConformance({
      baseUrl: calls ?? '',
      apiKey: API_KEY,
      apiSecret: API_SECRET,
      WebSocket: Elsewhere,
    });
    expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
  });
});
