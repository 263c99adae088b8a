import { devTokenProvider, PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { openSqlite } from '@pulse-io/server/page';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { createFetch } from '../../../mock-server/src/in-process/create-fetch.js';
import { createWebSocket } from '../../../mock-server/src/in-process/create-web-socket.js';
import { createMockBackend, type MockBackend } from '../../../mock-server/src/mock-backend.js';

export const BASE_URL = 'http://pulse.mock';
export const API_KEY = 'pulse_key_dev';

const QUIET = { warn() {}, error() {} };

/**
 * The real backend in this page, for all tests of a file; what asks for `BASE_URL` reaches it, clients that a provider
 * makes too. Each test has names of its own.
 */
export function mockKit() {
  let mock: MockBackend;
  let run = 0;
  const mark = Math.random().toString(36).slice(2, 8);
  const clients: PulseClient[] = [];
  const { XMLHttpRequest } = globalThis;

  beforeAll(async () => {
    mock = await createMockBackend({ devMode: true, openStorage: () => openSqlite() });
    const { fetch, WebSocket } = globalThis;
    const inProcess = { fetch: createFetch(mock, BASE_URL), WebSocket: createWebSocket(mock) };
    vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) =>
      addressOf(input).startsWith(BASE_URL) ? inProcess.fetch(input, init) : fetch(input, init),
    );
    // Uploads then take fetch.
    Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
    vi.stubGlobal(
      'WebSocket',
      new Proxy(WebSocket, {
        construct: (Platform, [url, protocols]) =>
          String(url).startsWith('ws://pulse.mock')
            ? new inProcess.WebSocket(url, protocols)
            : new Platform(url, protocols),
      }),
    );
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    run++;
  });

  afterAll(async () => {
    vi.unstubAllGlobals();
    Object.assign(globalThis, { XMLHttpRequest });
    await mock.close();
  });

  const connect = (options: Partial<PulseClientOptions>) => {
    const client = new PulseClient({ apiKey: API_KEY, baseUrl: BASE_URL, tabs: false, logger: QUIET, ...options });
    clients.push(client);
    return client;
  };

  return {
    get mock() {
      return mock;
    },
    /** A name that no other test has, nor another page at the same time. */
    name: (what: string) => `${what}-${mark}-${run}`,
    asUser: (identity: string, options: Partial<PulseClientOptions> = {}) =>
      connect({ identity, outbox: { store: 'memory' }, ...options }),
    /** A token, as an app's backend would answer it. */
    async tokenOf(identity: string): Promise<string> {
      return devTokenProvider({ apiKey: API_KEY, baseUrl: BASE_URL, identity })();
    },
    /** A channel with these members, the first of whom owns it. */
    async channel(id: string, owner: PulseClient, members: readonly string[]) {
      await owner.chat.create({ id, type: 'messaging', members });
      return owner.chat.channel(id);
    },
    /** Sockets of a user that the server has let in, and not closed. */
    openSockets: (user: string) => socketsOf(mock, user).filter(({ closed }) => !closed).length,
    /** Sockets of a user that the server has ever let in. */
    sockets: (user: string) => socketsOf(mock, user).length,
    requests: (route: 'createDevToken' | 'listMessages' | 'getChannel', user?: string) =>
      mock.events.requests(route).filter((entry) => user === undefined || entry.user === user).length,
    /** How often a user's sockets asked to hear a channel, and not to. */
    asked: (user: string, channel: string) => {
      const frames = mock.events.frames({ user, direction: 'in' }).map(({ frame }) => frame as object);
      const names = (what: 'sub' | 'unsub') =>
        frames.filter((frame) => (frame as Record<string, { ch?: string }>)[what]?.ch === channel).length;
      return { subs: names('sub'), unsubs: names('unsub') };
    },
  };
}

const addressOf = (input: string | URL | Request): string => (input instanceof Request ? input.url : String(input));

function socketsOf(mock: MockBackend, user: string): { closed: boolean }[] {
  const sockets = new Map<number, { closed: boolean }>();
  for (const entry of mock.events.all()) {
    if (entry.kind !== 'socket') continue;
    if (entry.state === 'connected' && entry.user === user) sockets.set(entry.socket, { closed: false });
    const known = sockets.get(entry.socket);
    if (entry.state === 'closed' && known) known.closed = true;
  }
  return [...sockets.values()];
}
