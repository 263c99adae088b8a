import type { PulseClientOptions } from '../config.js';
import { PulseClient } from '../pulse-client.js';
import { QuietLogger } from './fakes.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedFetch } from './scripted-fetch.js';
import { ScriptedServer } from './scripted-socket.js';

/** A client whose time, sockets and HTTP answers a test owns. */
export function createTestClient(options: Partial<PulseClientOptions> = { apiSecret: 'secret' }) {
  const clock = new ManualClock();
  const server = new ScriptedServer(clock);
  const http = new ScriptedFetch();
  const logger = new QuietLogger();
  const pulse = new PulseClient({
    apiKey: 'key',
    clock,
    random: () => 0.5,
    WebSocket: server.WebSocket,
    fetch: http.fetch,
    logger,
    ...options,
  });
  return { clock, server, http, logger, pulse };
}
