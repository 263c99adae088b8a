import { PulseClient } from '@pulse-io/client';
import { expect, it } from 'vitest';
import { createMockServer } from './create-mock-server.js';
import { createMockClock } from './mock-clock.js';

const quiet = { warn: () => {}, error: () => {} };

it('lets clients on real sockets keep up with a clock that leaps: no heartbeat and no token is missed', async () => {
  const mock = await createMockServer({
    clock: createMockClock({ start: '2026-01-01', frozen: true }),
    fetchPage: null,
  });
  const { clock, apiKey, apiSecret, url: baseUrl } = mock;
  const backend = new PulseClient({ apiKey, apiSecret, baseUrl, logger: quiet });
  const clients = ['maya', 'leo', 'nora'].map(
    (identity) =>
      new PulseClient({
        ...{ apiKey, baseUrl, clock, logger: quiet, tabs: false },
        tokenProvider: async () => (await backend.tokens.create({ identity, ttlSeconds: 60 })).token,
      }),
  );
  try {
    await Promise.all(clients.map((client) => client.feeds.get('user:maya').watch()));
    for (let minute = 0; minute < 10; minute++) await clock.advance(60_000);
    const closed = mock.events.all().filter((event) => event.kind === 'socket' && event.state === 'closed');
    expect(closed).toEqual([]);
    expect(clients.map((client) => client.connection.state)).toEqual(['connected', 'connected', 'connected']);
  } finally {
    for (const client of [...clients, backend]) client.close();
    await mock.close();
  }
});
