import { createMockClock, createMockServer, type MockServer } from '@pulse-io/mock-server';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { PulseClient, type PulseClientOptions } from '../index.js';
import { QuietLogger } from './fakes.js';
import type { ManualClock } from './manual-clock.js';

/** A clock of the client as the server takes one. */
const serverClock = (clock: ManualClock) => ({
  now: () => clock.now(),
  setTimeout: (run: () => void, ms: number) => {
    const timer = clock.setTimeout(run, ms);
    return () => clock.clearTimeout(timer);
  },
});

/** Clients of one real server for all tests of a file, each test with names of its own; with a clock, it is all theirs. */
export function useRealClients(clock?: ManualClock) {
  let server: MockServer;
  let run = 0;
  const clients: PulseClient[] = [];
  const sockets: WebSocket[] = [];

  /** The platform's socket, which a test may cut. */
  class Cuttable extends WebSocket {
    constructor(url: string, protocol?: string) {
      super(url, protocol);
      sockets.push(this);
    }
  }

  beforeAll(async () => {
    server = await createMockServer(clock ? { clock: createMockClock({ real: serverClock(clock) }) } : {});
  });

  afterEach(() => {
    for (const pulse of clients.splice(0)) pulse.close();
    sockets.length = 0;
    run++;
  });

  afterAll(() => server.close());

  const connect = (options: Partial<PulseClientOptions>) => {
    const { url: baseUrl, apiKey } = server;
    const common = { apiKey, baseUrl, clock, WebSocket: Cuttable, logger: new QuietLogger() };
    const pulse = new PulseClient({ ...common, ...options });
    clients.push(pulse);
    return pulse;
  };

  return {
    /** The server, while the tests run. */
    get server() {
      return server;
    },
    /** In the order in which they were opened. */
    sockets,
    connect,
    asUser: (identity: string, options: Partial<PulseClientOptions> = {}) => connect({ identity, ...options }),
    asServer: () => connect({ apiSecret: server.apiSecret, region: 'us-east' }),
    name: (who: string) => `${who}-${run}`,
    post: (pulse: PulseClient, who: string, object: string) =>
      pulse.feeds.get(`user:${who}`).addActivity({ actor: `user:${who}`, verb: 'post', object }),
  };
}
