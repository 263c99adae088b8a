import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

/** A user of its own for each test, since all share one server. */
let run = 0;
let server: MockServer;
let client: typeof import('../index.js');
const ends: (() => void)[] = [];
const sockets: WebSocket[] = [];

/** The platform's socket, which a test may cut. */
class Cuttable extends WebSocket {
  constructor(url: string, protocol?: string) {
    super(url, protocol);
    sockets.push(this);
  }
}

/** Another copy of the package, as when two parts of a page bring one each. */
async function loadCopy(): Promise<typeof client> {
  vi.resetModules();
  return import('../index.js');
}

beforeAll(async () => {
  server = await createMockServer();
});

beforeEach(async () => {
  client = await loadCopy();
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
  sockets.length = 0;
  run++;
});

afterAll(() => server.close());

const ann = () => `ann-${run}`;

function connect({ PulseClient } = client) {
  const { url: baseUrl, apiKey } = server;
  const pulse = new PulseClient({ apiKey, baseUrl, identity: ann(), WebSocket: Cuttable });
  ends.push(() => pulse.close());
  return pulse;
}

type Pulse = ReturnType<typeof connect>;

const feedOf = (pulse: Pulse) => pulse.feeds.get(`user:${ann()}`);
const post = (pulse: Pulse, object: string) =>
  feedOf(pulse).addActivity({ actor: `user:${ann()}`, verb: 'post', object });
const watch = async (pulse: Pulse) => {
  await feedOf(pulse).watch();
  await vi.waitFor(() => expect(pulse.connection.state).toBe('connected'));
};
const types = (pulse: Pulse) => pulse.diagnostics().lastEvents.map(({ type }) => type);

it('gives no client diagnostics before', () => {
  expect(connect().diagnostics).toBeUndefined();
});

it('tells of a client that was made before, from then on', async () => {
  const pulse = connect();
  await watch(pulse);
  await post(pulse, 'before');
  const failed = feedOf(pulse).addActivity({ actor: 'user:bob', verb: 'post', object: 'not hers' });
  await expect(failed).rejects.toMatchObject({ code: 'forbidden_user' });
  await vi.waitFor(() => expect(feedOf(pulse).state.getSnapshot().activities).toHaveLength(2));

  const imported = Date.now();
  await import('../devtools.js');
  const diagnostics = pulse.diagnostics();
  expect(diagnostics.since).toBeGreaterThanOrEqual(imported);
  expect(diagnostics).toMatchObject({
    connection: { state: 'connected', socket: { session: null, clockSkewMs: null }, timeline: [] },
    subscriptions: [{ channel: `feed:user:${ann()}`, state: 'live' }],
    outbox: [{ operation: 'addActivity', state: 'failed' }],
    lastEvents: [],
  });
  expect(diagnostics.connection.socket?.lastFrameAt).toBeLessThanOrEqual(imported);

  await post(pulse, 'after');
  await vi.waitFor(() => expect(types(pulse)).toEqual(['feed.activity.added']));
  sockets[0]?.close(4000);
  await vi.waitFor(() => expect(pulse.diagnostics().connection.timeline).toHaveLength(4), { timeout: 5_000 });
  const { connection } = pulse.diagnostics();
  expect(connection.timeline.map(({ event }) => event)).toEqual(['lost', 'retry', 'resumed', 'recovered']);
  expect(connection.timeline[0]).toMatchObject({ from: 'connected', reason: '4000' });
  expect(connection.socket).toMatchObject({ session: expect.any(String), clockSkewMs: expect.any(Number) });
});

it('does not forget when it is evaluated once more', async () => {
  await import('../devtools.js');
  const pulse = connect();
  await watch(pulse);
  const before = pulse.diagnostics();
  const again = '../devtools.js?again';
  await import(again);
  expect(pulse.diagnostics()).toMatchObject({ since: before.since, connection: before.connection });
  expect(before.connection.timeline).toHaveLength(2);
});

it('tells of the clients of its own copy of the package alone', async () => {
  await import('../devtools.js');
  const other = await loadCopy();
  expect(other.PulseClient).not.toBe(client.PulseClient);
  const [mine, theirs] = [connect(), connect(other)];
  expect(theirs.diagnostics).toBeUndefined();
  await Promise.all([watch(mine), watch(theirs)]);
  const { since } = mine.diagnostics();

  const imported = Date.now();
  await import('../devtools.js');
  await post(mine, 'for both');
  await vi.waitFor(() =>
    expect([types(mine), types(theirs)]).toEqual([['feed.activity.added'], ['feed.activity.added']]),
  );
  expect([mine, theirs].map((pulse) => pulse.diagnostics().connection.timeline.length)).toEqual([2, 0]);
  expect(mine.diagnostics().since).toBe(since);
  expect(theirs.diagnostics().since).toBeGreaterThanOrEqual(imported);
});
