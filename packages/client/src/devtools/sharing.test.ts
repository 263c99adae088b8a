import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import '../devtools.js';
import { PulseClient } from '../index.js';

let server: MockServer;
const tabs: PulseClient[] = [];
let opened = 0;

/** The platform's socket, counted. */
class Counted extends WebSocket {
  constructor(url: string, protocol?: string) {
    super(url, protocol);
    opened++;
  }
}

beforeAll(async () => {
  server = await createMockServer();
});

afterAll(async () => {
  for (const pulse of tabs) pulse.close();
  await server.close();
});

/** A client as a page of its own has it, but for the process. */
async function openTab(): Promise<PulseClient> {
  const { url: baseUrl, apiKey } = server;
  const pulse = new PulseClient({ apiKey, baseUrl, identity: 'ann', tabs: true, WebSocket: Counted });
  tabs.push(pulse);
  await pulse.feeds.get('user:ann').watch();
  await vi.waitFor(() => expect(pulse.connection.state).toBe('connected'));
  return pulse;
}

const sharing = (pulse: PulseClient) => pulse.diagnostics().connection.socket?.sharing;
const session = (pulse: PulseClient) => pulse.diagnostics().connection.socket?.session;

it('tells which tab has the socket, and each event once', async () => {
  const [first, second] = [await openTab(), await openTab()];
  expect([sharing(first), sharing(second), opened]).toEqual(['leading', 'attached', 1]);
  expect(session(first)).toEqual(expect.any(String));
  expect(session(second)).toBe(session(first));
  await first.feeds.get('user:ann').addActivity({ actor: 'user:ann', verb: 'post', object: 'one' });
  for (const pulse of tabs) {
    await vi.waitFor(() => expect(pulse.diagnostics().lastEvents.map(({ offset }) => offset)).toEqual([1]));
    expect(pulse.diagnostics()).toMatchObject({
      connection: { timeline: [{ event: 'open' }, { event: 'welcomed' }] },
      subscriptions: [{ channel: 'feed:user:ann', subscribers: 1, offset: 1, state: 'live' }],
    });
  }

  const before = session(second);
  first.close();
  await vi.waitFor(() => expect(sharing(second)).toBe('leading'), { timeout: 5_000 });
  await vi.waitFor(() => expect(second.connection.state).toBe('connected'), { timeout: 5_000 });
  expect(session(second)).not.toBe(before);
  expect(second.diagnostics().connection.timeline.map(({ event }) => event)).toEqual([
    'open',
    'welcomed',
    'lost',
    'retry',
    'resumed',
    'recovered',
  ]);
  expect(first.diagnostics().connection).toMatchObject({ state: 'closed', socket: null });
});
