import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createMockClock } from '../mock-clock.js';
import { pulseHandlers } from '../msw.js';

const ADDRESS = 'http://localhost:8081';
const SOCKETS = 'ws://localhost:8081/v1/realtime';
const PROTOCOL = 'pulse.v1.json';

/** What a socket tells, from its opening to its end. */
function listen(socket: WebSocket): { told: unknown[]; end: Promise<unknown[]> } {
  const told: unknown[] = [];
  const end = new Promise<unknown[]>((resolve) => {
    socket.addEventListener('open', () => told.push(['open', socket.protocol]));
    socket.addEventListener('message', ({ data }) => told.push(JSON.parse(data)));
    socket.addEventListener('close', ({ code, reason }) => {
      told.push(['close', code, reason]);
      resolve(told);
    });
  });
  return { told, end };
}

/** A real client against the backend behind MSW, in whatever environment the file that calls this runs. */
export function describeThroughMsw(environment: string): void {
  describe(`a client and the backend behind MSW, in ${environment}`, () => {
    const clock = createMockClock();
    const pulse = pulseHandlers({ clock });
    const server = setupServer(
      ...pulse,
      http.get('http://localhost/own', () => HttpResponse.text('mine')),
    );
    const clients: PulseClient[] = [];

    beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close();
      await pulse.reset();
    });
    afterAll(async () => {
      server.close();
      await pulse.close();
    });

    const as = (identity: string, options: Partial<PulseClientOptions> = {}) => {
      const client = new PulseClient({ apiKey: pulse.apiKey, identity, clock, ...options });
      clients.push(client);
      return client;
    };
    const post = (client: PulseClient, who: string, object: string) =>
      client.feeds.get(`user:${who}`).addActivity({ actor: `user:${who}`, verb: 'post', object });

    test('a post reaches a follower live', async () => {
      const [maya, leo] = [as('maya'), as('leo')];
      const timeline = leo.feeds.get('timeline:leo');
      await timeline.follow('maya');
      await timeline.watch();
      const { id } = await post(maya, 'maya', 'Hello');
      await vi.waitFor(() => expect(timeline.state.getSnapshot().activities).toMatchObject([{ id, object: 'Hello' }]));
    });

    test('two users chat, and see each other type until time has passed', async () => {
      const [maya, leo] = [as('maya'), as('leo')];
      await maya.chat.create({ id: 'team', type: 'team', members: ['leo'] });
      const [hers, his] = [maya.chat.channel('team'), leo.chat.channel('team')];
      await Promise.all([hers.watch(), his.watch()]);
      await hers.startTyping();
      await vi.waitFor(() => expect(his.state.getSnapshot().typing).toEqual(['maya']));
      await clock.advance(6_000);
      expect(his.state.getSnapshot().typing).toEqual(['maya']);
      await clock.advance(2_000);
      expect(his.state.getSnapshot().typing).toEqual([]);
      await hers.sendMessage({ text: 'Hi' });
      await vi.waitFor(() => expect(his.state.getSnapshot().messages).toMatchObject([{ text: 'Hi', userId: 'maya' }]));
    });

    test('a user is online while its socket is open, and 15 s longer', async () => {
      const [maya, leo] = [as('maya'), as('leo')];
      leo.presence.watch(['maya']);
      const status = () => leo.presence.state.getSnapshot().users.maya?.status;
      await vi.waitFor(() => expect(status()).toBe('offline'));
      maya.presence.watchRoom('lobby');
      await vi.waitFor(() => expect(status()).toBe('online'));
      maya.close();
      await pulse.events.waitFor((event) => event.kind === 'socket' && event.state === 'closed');
      await clock.advance(14_000);
      expect(status()).toBe('online');
      await clock.advance(2_000);
      expect(status()).toBe('offline');
    });

    test('what came while a socket was gone is there afterwards, once and in order', async () => {
      const [maya, leo] = [as('maya'), as('leo', { random: () => 0.999 })];
      const feed = leo.feeds.get('user:maya');
      const heard: string[] = [];
      feed.on('activity.added', ({ object }) => heard.push(object));
      await feed.watch();
      await post(maya, 'maya', 'before');
      await vi.waitFor(() => expect(heard).toEqual(['before']));
      expect(pulse.faults.dropSockets({ user: 'leo' })).toBe(1);
      await vi.waitFor(() => expect(leo.connection.state).toBe('waiting'));
      for (const object of ['one', 'two']) await post(maya, 'maya', object);
      await clock.advance(1_000);
      await vi.waitFor(() => expect(heard).toEqual(['before', 'one', 'two']));
      expect(pulse.events.all()).toContainEqual(expect.objectContaining({ kind: 'socket', code: 1006, user: 'leo' }));
    });

    test.each([
      ['fails', 503, { kind: 'fail', route: 'addActivity', times: 1 }],
      ['is done, and its answer lost,', 0, { kind: 'drop', route: 'addActivity', when: 'answer', times: 1 }],
    ] as const)('a call that %s is made again, and is one', async (_, status, fault) => {
      const maya = as('maya', { outbox: false, retry: { baseMs: 1 } });
      pulse.faults.add(fault);
      await post(maya, 'maya', 'at last');
      expect(pulse.events.requests('addActivity').map((call) => call.status)).toEqual([status, 201]);
      expect((await maya.feeds.get('user:maya').get()).data).toHaveLength(1);
    });

    test('a broken connection is a network error, and other addresses are not touched', async () => {
      pulse.faults.add({ kind: 'drop', times: 1 });
      await expect(fetch(`${ADDRESS}/v1/health`)).rejects.toThrow(TypeError);
      expect(await (await fetch('http://localhost/own')).text()).toBe('mine');
      await expect(fetch('http://localhost:8082/v1/health')).rejects.toThrow();
      for (const path of ['/v1/health', '/api/v1/health', '/docs']) {
        const response = await fetch(ADDRESS + path);
        expect(response.status, path).toBe(200);
        await response.text();
      }
      expect((await fetch(`${ADDRESS}/nothing`)).status).toBe(404);
    });

    test('a reset leaves nothing of before, and open sockets find the new backend', async () => {
      const leo = as('leo');
      const feed = leo.feeds.get('user:maya');
      await feed.watch();
      await post(as('maya'), 'maya', 'gone');
      await vi.waitFor(() => expect(feed.state.getSnapshot().activities).toHaveLength(1));
      await pulse.reset({ scenario: 'quickstart' });
      await vi.waitFor(async () => {
        await clock.advance(1_000);
        expect(leo.connection.state).toBe('connected');
        expect(feed.state.getSnapshot().activities).not.toContainEqual(expect.objectContaining({ object: 'gone' }));
      });
      expect((await as('maya').feeds.get('timeline:maya').get()).data.length).toBeGreaterThan(0);
    });

    describe('a socket', () => {
      test('is opened before it is refused for its subprotocol', async () => {
        const { end } = listen(new WebSocket(SOCKETS, 'chat'));
        expect(await end).toEqual([
          ['open', 'chat'],
          ['close', 4406, expect.stringContaining('invalid_request: This server speaks')],
        ]);
      });

      test('hears what was sent before it was closed', async () => {
        const socket = new WebSocket(SOCKETS, PROTOCOL);
        const { end } = listen(socket);
        socket.addEventListener('open', () => socket.send('{"id":7,"sub":{"ch":"user:maya","no":1}}'));
        expect(await end).toEqual([
          ['open', PROTOCOL],
          { re: 7, err: expect.objectContaining({ code: 'bad_frame' }) },
          ['close', 4400, expect.stringMatching(/^bad_frame/)],
        ]);
      });

      test.each([
        ['an ArrayBuffer', new Uint8Array([123, 125]).buffer],
        ['a view', new Uint8Array([123, 125])],
        ['a Blob', new Blob(['{}'])],
      ])('may not send binary frames: %s', async (_, data) => {
        const socket = new WebSocket(SOCKETS, PROTOCOL);
        const { end } = listen(socket);
        socket.addEventListener('open', () => socket.send(data));
        expect((await end).at(-1)).toEqual(['close', 4400, 'bad_frame: Frames are text, not binary.']);
      });

      test('tells the backend with which code it was closed', async () => {
        const socket = new WebSocket(SOCKETS, PROTOCOL);
        const { told, end } = listen(socket);
        await vi.waitFor(() => expect(told).toHaveLength(1));
        socket.close(4321, 'bye');
        expect((await end).at(-1)).toEqual(['close', 4321, 'bye']);
        await pulse.events.waitFor((event) => event.kind === 'socket' && event.state === 'closed');
      });
    });
  });
}
