import { expect, it } from 'vitest';
import '../devtools.js';
import { createTestClient } from '../testing/client.js';
import { Failure } from '../testing/scripted-fetch.js';
import { Refusal } from '../testing/scripted-socket.js';

const CHANNEL = 'room:r';

/** A client that is connected and hears one room. */
async function connect() {
  const test = createTestClient();
  test.pulse.presence.watchRoom('r');
  await test.clock.advance(0);
  const { connection } = test.pulse;
  const reasons = () => test.pulse.diagnostics().connection.timeline.flatMap(({ reason }) => reason ?? []);
  return { ...test, connection, reasons };
}

it('tells of the last 100 events', async () => {
  const { pulse, server } = await connect();
  for (let offset = 1; offset <= 120; offset++) {
    const head = { ch: CHANNEL, epoch: 'e1', offset, id: `id${offset}`, ts: '2026-01-01T00:00:00.000Z' };
    server.socket.receive({
      ev: { ...head, type: 'feed.activity.removed', data: { feed: 'user:a', activityId: 'x' } },
    });
  }
  const { lastEvents, subscriptions } = pulse.diagnostics();
  expect(lastEvents.map(({ offset }) => offset)).toEqual(Array.from({ length: 100 }, (_, i) => i + 21));
  expect(subscriptions).toMatchObject([{ channel: CHANNEL, offset: 120 }]);
});

it('tells of the last 200 changes of the state, by the clock of the client', async () => {
  const { pulse, server, clock, connection } = await connect();
  for (let i = 0; i < 60; i++) {
    await clock.advance(10_000);
    server.socket.drop(4000 + i);
    connection.retry();
    await clock.advance(0);
  }
  const { timeline } = pulse.diagnostics().connection;
  const last = ['lost', 'revive', 'resumed', 'recovered'].map((event) => ({ event, at: clock.now() }));
  expect(timeline).toHaveLength(200);
  expect(timeline.slice(-4)).toMatchObject([{ ...last[0], reason: '4059' }, ...last.slice(1)]);
  expect(timeline[0]).toMatchObject({ event: 'lost', reason: '4010', at: clock.now() - 49 * 10_000 });
});

it('tells of a server that fell silent', async () => {
  const { clock, reasons } = await connect();
  await clock.advance(35_000);
  expect(reasons()).toEqual(['4008 nothing was heard']);
});

it('tells why the server refused the credentials for now, and not twice', async () => {
  const { server, clock, connection, reasons } = await connect();
  const { connect: welcome } = server.script;
  server.script.connect = () => {
    throw new Refusal({ code: 'unavailable', message: 'Come back later.', retryable: true });
  };
  server.socket.drop(4001, 'shutdown');
  connection.retry();
  await clock.advance(0);
  expect(reasons()).toEqual(['4001 shutdown', 'unavailable: Come back later.']);
  Object.assign(server.script, { connect: welcome });
  connection.retry();
  await clock.advance(0);
  expect(connection.state).toBe('connected');
  expect(reasons()).toEqual(['4001 shutdown', 'unavailable: Come back later.']);
});

it('tells of a token that cannot be had just now', async () => {
  const { http, pulse, clock } = createTestClient({ identity: 'ann' });
  http.handlers['POST /v1/tokens/dev'] = () => {
    throw new Failure(503, 'unavailable', true);
  };
  pulse.presence.watchRoom('r');
  await clock.advance(60_000);
  expect(pulse.diagnostics().connection.timeline[1]).toMatchObject({
    from: 'connecting',
    to: 'waiting',
    event: 'lost',
    reason: expect.stringMatching(/^token_provider_failed: ./),
  });
});

it('tells how far the clock of the server is ahead', async () => {
  const { pulse, server, clock } = createTestClient();
  const { connect: welcome } = server.script;
  server.script.connect = (payload, socket) => ({
    ...(welcome?.(payload, socket) as object),
    now: new Date(clock.now() + 90_000).toISOString(),
  });
  pulse.presence.watchRoom('r');
  await clock.advance(0);
  expect(pulse.diagnostics().connection.socket).toEqual({
    session: 's',
    lastFrameAt: clock.now(),
    clockSkewMs: 90_000,
    sharing: 'none',
  });
});
