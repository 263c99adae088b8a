import type { AnyEvent, Presence } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type PulseClientOptions, resolveConfig } from '../config.js';
import { fakeToken, QuietLogger } from '../testing/fakes.js';
import { ManualClock } from '../testing/manual-clock.js';
import { LATER, Refusal, ScriptedServer } from '../testing/scripted-socket.js';
import type { Subscriber } from './channel.js';
import { Connection } from './connection.js';
import type { SleepReason, WakeReason } from './lifecycle.js';
import { TokenSource } from './token-source.js';
import type { WebSocketConstructor } from './web-socket.js';

const MINUTE = 60_000;

const eventAt = (offset: number, epoch = 'e1'): AnyEvent => ({
  ch: 'feed:user:a',
  epoch,
  offset,
  id: `event-${offset}`,
  type: 'feed.activity.removed',
  ts: '2026-01-01T00:00:00.000Z',
  data: { feed: 'user:a', activityId: `a${offset}` },
});

/** Writes down what a subscriber is told. */
function recorder(): { told: string[]; subscriber: Subscriber } {
  const told: string[] = [];
  const subscriber: Subscriber = {
    onReady: () => void told.push('ready'),
    onEvent: ({ offset }) => void told.push(`event ${offset}`),
    onResync: () => void told.push('resync'),
    onSignal: ({ type, user }) => void told.push(`${type} ${user}`),
    onPresence: ({ join }) => void told.push(`joined ${join.length}`),
    onError: ({ code }) => void told.push(`error ${code}`),
  };
  return { told, subscriber };
}

describe('Connection', () => {
  let clock: ManualClock;
  let server: ScriptedServer;
  let logger: QuietLogger;
  let wake: (reason: WakeReason) => void;
  let sleep: (reason: SleepReason) => void;
  let online: boolean;

  beforeEach(() => {
    clock = new ManualClock();
    server = new ScriptedServer(clock);
    logger = new QuietLogger();
    wake = () => {};
    sleep = () => {};
    online = true;
  });

  function connect(options: Partial<PulseClientOptions> = { apiSecret: 'secret' }) {
    const config = resolveConfig({
      apiKey: 'key',
      baseUrl: 'https://pulse.example/base',
      WebSocket: server.WebSocket,
      clock,
      logger,
      random: () => 1,
      lifecycle: {
        onWake(listener) {
          wake = listener;
          return () => {
            wake = () => {};
          };
        },
        onSleep(listener) {
          sleep = listener;
          return () => {
            sleep = () => {};
          };
        },
        isOnline: () => online,
      },
      ...options,
    });
    const tokens = options.token || options.tokenProvider ? new TokenSource(config) : null;
    const connection = new Connection(config, tokens);
    const states: string[] = [];
    connection.on('state', (state) => states.push(state));
    return { connection, states };
  }

  /** Subscribed, and past the handshake. */
  async function connected(options?: Partial<PulseClientOptions>) {
    const { connection, states } = connect(options);
    const { told, subscriber } = recorder();
    const end = connection.subscribe('feed:user:a', subscriber);
    await clock.advance(0);
    return { connection, states, told, end };
  }

  describe('the handshake', () => {
    it('opens no socket before the first subscription, then one for all', async () => {
      const { connection, states } = connect();
      await clock.advance(MINUTE);
      expect([connection.state, server.sockets.length]).toEqual(['idle', 0]);
      connection.subscribe('feed:user:a', {});
      connection.subscribe('feed:user:b', {});
      await clock.advance(0);
      expect(states).toEqual(['connecting', 'connected']);
      expect(server.sockets).toHaveLength(1);
      expect(server.socket.requests('sub')).toEqual([{ ch: 'feed:user:a' }, { ch: 'feed:user:b' }]);
    });

    it('keeps the token out of the address and sends it in the first frame', async () => {
      const token = fakeToken('alice', clock.now() + 60 * MINUTE);
      await connected({ tokenProvider: () => token });
      expect(server.socket.url).toBe('wss://pulse.example/base/v1/realtime');
      expect(server.socket.protocol).toBe('pulse.v1.json');
      expect(server.socket.sent[0]).toEqual({ id: 1, connect: { key: 'key', sdk: 'pulse-client-js', token } });
    });

    it('sends the secret of a backend', async () => {
      await connected();
      expect(server.socket.requests('connect')).toEqual([{ key: 'key', sdk: 'pulse-client-js', secret: 'secret' }]);
    });

    it('fails with invalid_config when there are no credentials, and tells the subscribers', async () => {
      const { connection, told } = await connected({});
      expect([connection.state, connection.error?.code, told]).toEqual([
        'failed',
        'invalid_config',
        ['error invalid_config'],
      ]);
      expect(server.sockets).toHaveLength(0);
    });

    it('fails when the token provider does, and reads its error', async () => {
      const { connection, told } = await connected({ tokenProvider: () => Promise.reject(new Error('down')) });
      await clock.advance(MINUTE);
      expect(connection.state).toBe('failed');
      expect(told).toEqual(['error token_provider_failed']);
    });

    it('fails when the platform refuses to open a socket', async () => {
      const Refusing = class {
        constructor() {
          throw new SyntaxError('no');
        }
      } as unknown as WebSocketConstructor;
      const { connection } = await connected({ apiSecret: 'secret', WebSocket: Refusing });
      expect(connection.error).toMatchObject({ code: 'connection_refused', cause: new SyntaxError('no') });
    });

    it('takes a socket for dead that opens and then says nothing for 10 s', async () => {
      server.script.connect = () => LATER;
      const { connection } = await connected();
      await clock.advance(9_999);
      expect(connection.state).toBe('connecting');
      await clock.advance(1);
      expect(connection.state).toBe('waiting');
      expect(server.socket.closedWith).toBe(4008);
    });
  });

  describe('after a loss', () => {
    it('tries again with growing delays up to 20 s', async () => {
      server.reachable = false;
      await connected();
      const delays: number[] = [];
      for (let i = 0; i < 8; i++) {
        const [delay = 0] = clock.pending;
        delays.push(delay);
        await clock.advance(delay);
      }
      expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
      expect(server.sockets).toHaveLength(9);
    });

    it('starts with a small delay again after a connection that held, not after one that did not', async () => {
      await connected();
      server.socket.drop();
      expect(clock.pending).toEqual([500]);
      await clock.advance(500);
      server.socket.drop();
      expect(clock.pending).toEqual([1_000]);
      await clock.advance(1_000);
      await clock.advance(10_000);
      server.socket.drop();
      expect(clock.pending).toEqual([500]);
    });

    it('asserts every subscription again with its position, and is connected when all stand', async () => {
      const { connection, states, told } = await connected();
      connection.subscribe('feed:user:b', {});
      connection.watchUsers(['bob']);
      await clock.advance(0);
      server.socket.receive({ ev: eventAt(1) });
      server.socket.drop(4001);
      server.script.sub = ({ ch, recover }: { ch: string; recover?: unknown }) =>
        ch === 'feed:user:b'
          ? LATER
          : recover && { epoch: 'e1', offset: 3, recovered: true, events: [eventAt(2), eventAt(3)] };
      await clock.advance(500);
      expect(server.socket.requests('sub')).toEqual([
        { ch: 'feed:user:a', recover: { epoch: 'e1', offset: 1 } },
        { ch: 'feed:user:b', recover: { epoch: 'e1', offset: 0 } },
      ]);
      expect(server.socket.requests('watch')).toEqual([{ users: ['bob'] }]);
      expect(told).toEqual(['ready', 'event 1', 'event 2', 'event 3']);
      expect(connection.state).toBe('recovering');
      server.socket.receive({
        re: server.socket.lastId('sub'),
        ok: { epoch: 'e1', offset: 0, recovered: true, events: [] },
      });
      expect(states).toEqual(['connecting', 'connected', 'waiting', 'connecting', 'recovering', 'connected']);
    });

    it.each([
      ['the history is gone', { epoch: 'e1', offset: 9, recovered: false, events: [] }],
      ['the epoch is another', { epoch: 'e2', offset: 0, recovered: true, events: [] }],
    ])('tells onResync when %s, and goes on from the new position', async (_, answer) => {
      const { told } = await connected();
      server.socket.receive({ ev: eventAt(1) });
      server.socket.drop();
      server.script.sub = () => answer;
      await clock.advance(500);
      server.socket.receive({ ev: eventAt(answer.offset + 1, answer.epoch) });
      expect(told).toEqual(['ready', 'event 1', 'resync', `event ${answer.offset + 1}`]);
    });

    it('looks at nothing that an old socket still brings', async () => {
      const { connection, told } = await connected();
      const old = server.socket;
      old.drop();
      await clock.advance(500);
      old.receive({ ev: eventAt(1) });
      old.drop(4403);
      expect([connection.state, told]).toEqual(['connected', ['ready']]);
    });

    it('tries at once when the device comes online', async () => {
      server.reachable = false;
      const { connection } = await connected();
      server.reachable = true;
      wake('online');
      await clock.advance(0);
      expect(connection.state).toBe('connected');
    });

    it('replaces a socket that fell silent while the device slept, and leaves a fresh one alone', async () => {
      await connected();
      wake('visible');
      expect(server.sockets).toHaveLength(1);
      clock.jump(28_000);
      wake('visible');
      await clock.advance(0);
      expect(server.sockets).toHaveLength(2);
      expect(server.sockets[0]?.closedWith).toBe(1000);
    });
  });

  describe('while the device has no network', () => {
    it('burns no retries, and tries at once when there is one again', async () => {
      const { connection, states } = await connected();
      server.reachable = false;
      server.socket.drop();
      sleep('offline');
      await clock.advance(10 * MINUTE);
      expect([connection.state, server.sockets.length, clock.pending]).toEqual(['waiting', 1, []]);
      server.reachable = true;
      wake('online');
      await clock.advance(0);
      expect(states.slice(2)).toEqual(['waiting', 'connecting', 'recovering', 'connected']);
      expect(server.sockets).toHaveLength(2);
    });

    it('waits as well when it was so from the start', async () => {
      online = false;
      server.reachable = false;
      const { connection } = await connected();
      await clock.advance(MINUTE);
      expect([connection.state, server.sockets.length]).toEqual(['waiting', 1]);
      online = true;
      server.reachable = true;
      wake('online');
      await clock.advance(0);
      expect(connection.state).toBe('connected');
    });

    it('keeps a socket that works all the same, and replaces it when the network is back', async () => {
      const { connection, told } = await connected();
      sleep('offline');
      server.socket.receive({ ev: eventAt(1) });
      wake('visible');
      expect([connection.state, told, server.sockets.length]).toEqual(['connected', ['ready', 'event 1'], 1]);
      wake('online');
      await clock.advance(0);
      expect([connection.state, server.sockets.length]).toEqual(['connected', 2]);
      expect(server.socket.requests('sub')).toEqual([{ ch: 'feed:user:a', recover: { epoch: 'e1', offset: 1 } }]);
      wake('online');
      expect(server.sockets).toHaveLength(2);
    });

    it('tries once when the page is shown or the app asks, since devices err', async () => {
      const { connection } = await connected();
      sleep('offline');
      server.socket.drop();
      wake('visible');
      await clock.advance(0);
      expect(connection.state).toBe('connected');
      server.socket.drop();
      connection.retry();
      await clock.advance(0);
      expect([connection.state, server.sockets.length]).toEqual(['connected', 3]);
    });
  });

  describe('a page that is frozen', () => {
    it('gives its socket up before, and recovers at once after', async () => {
      const { connection, told } = await connected();
      server.socket.receive({ ev: eventAt(1) });
      sleep('freeze');
      expect([connection.state, server.socket.closedWith]).toEqual(['waiting', 1000]);
      clock.jump(60 * MINUTE);
      server.script.sub = () => ({ epoch: 'e1', offset: 2, recovered: true, events: [eventAt(2)] });
      wake('resume');
      wake('resume');
      await clock.advance(0);
      expect([connection.state, told, server.sockets.length]).toEqual([
        'connected',
        ['ready', 'event 1', 'event 2'],
        2,
      ]);
    });

    it('comes back without a word too', async () => {
      const { connection } = await connected();
      sleep('freeze');
      await clock.advance(20_000);
      expect(connection.state).toBe('connected');
    });

    it('leaves the next try as it was planned', async () => {
      const { connection } = await connected();
      server.socket.drop();
      sleep('freeze');
      expect(clock.pending).toEqual([500]);
      await clock.advance(500);
      expect(connection.state).toBe('connected');
    });

    it('opens nothing before its first subscription, nor after close()', async () => {
      const { connection } = connect();
      const signals = () => {
        sleep('freeze');
        wake('resume');
        sleep('offline');
        wake('online');
      };
      signals();
      expect(connection.state).toBe('idle');
      connection.close();
      signals();
      await clock.advance(MINUTE);
      expect([connection.state, server.sockets.length]).toEqual(['closed', 0]);
    });
  });

  describe('heartbeats', () => {
    it('answers a ping, and lives as long as anything is heard', async () => {
      const { connection } = await connected();
      for (let i = 0; i < 4; i++) {
        await clock.advance(25_000);
        server.socket.receive({ ping: {} });
      }
      expect(connection.state).toBe('connected');
      expect(server.socket.sent.filter((frame) => 'pong' in frame)).toHaveLength(4);
    });

    it('is lost after 35 s of silence', async () => {
      const { connection } = await connected();
      await clock.advance(34_999);
      expect(connection.state).toBe('connected');
      await clock.advance(1);
      expect(connection.state).toBe('waiting');
    });

    it('is lost when a request stays without an answer', async () => {
      server.script.sub = () => LATER;
      const { connection } = await connected();
      await clock.advance(5_000);
      server.socket.receive({ ping: {} });
      await clock.advance(5_000);
      expect(connection.state).toBe('waiting');
    });

    it('ignores what is no frame', async () => {
      const { connection } = await connected();
      for (const data of ['', 'null', '7', '{', new Uint8Array(2), '{"new":{}}']) server.socket.receiveRaw(data);
      expect(connection.state).toBe('connected');
    });
  });

  describe('a channel', () => {
    it('applies each event once, and asks for what is missing before one', async () => {
      const { told } = await connected();
      server.script.sub = () => ({
        epoch: 'e1',
        offset: 4,
        recovered: true,
        events: [eventAt(2), eventAt(3), eventAt(4)],
      });
      for (const offset of [1, 1, 4]) server.socket.receive({ ev: eventAt(offset) });
      server.socket.receive({ ev: eventAt(5) });
      await clock.advance(0);
      expect(server.socket.requests('sub')[1]).toEqual({ ch: 'feed:user:a', recover: { epoch: 'e1', offset: 1 } });
      expect(told).toEqual(['ready', 'event 1', 'event 2', 'event 3', 'event 4', 'event 5']);
    });

    it('holds events back until the answer to sub, so that those of the answer go first', async () => {
      const { told } = await connected();
      server.socket.receive({ ev: eventAt(1) });
      server.socket.drop();
      server.script.sub = () => LATER;
      await clock.advance(500);
      server.socket.receive({ ev: eventAt(3) });
      server.socket.receive({
        re: server.socket.lastId('sub'),
        ok: { epoch: 'e1', offset: 2, recovered: true, events: [eventAt(2)] },
      });
      expect(told).toEqual(['ready', 'event 1', 'event 2', 'event 3']);
    });

    it('is subscribed once for many, and unsubscribed with the last', async () => {
      const { connection, end } = await connected();
      const second = recorder();
      const endSecond = connection.subscribe('feed:user:a', second.subscriber);
      await clock.advance(0);
      expect(second.told).toEqual(['ready']);
      end();
      end();
      expect(server.socket.requests('unsub')).toEqual([]);
      endSecond();
      expect(server.socket.requests('unsub')).toEqual([{ ch: 'feed:user:a' }]);
      expect(server.socket.requests('sub')).toHaveLength(1);
    });

    it('starts anew when it is subscribed to again', async () => {
      const { connection, end, told } = await connected();
      end();
      const again = recorder();
      connection.subscribe('feed:user:a', again.subscriber);
      await clock.advance(0);
      server.socket.receive({ ev: eventAt(1) });
      expect([told, again.told]).toEqual([['ready'], ['ready', 'event 1']]);
    });

    it('ends with the error of the server', async () => {
      server.script.sub = () => {
        throw new Refusal({ code: 'forbidden', message: 'no', retryable: false });
      };
      const { connection, told } = await connected();
      expect([connection.state, told]).toEqual(['connected', ['error forbidden']]);
      server.socket.drop();
      await clock.advance(500);
      expect(server.socket.requests('sub')).toEqual([]);
      expect(connection.state).toBe('connected');
    });

    it('asks again for what the server could not do just now', async () => {
      let tries = 0;
      server.script.sub = () => {
        if (++tries === 1)
          throw new Refusal({ code: 'storage_unavailable', message: 'no', retryable: true, retryAfterMs: 300 });
        return { epoch: 'e1', offset: 0, recovered: false, events: [] };
      };
      const { told } = await connected();
      expect(told).toEqual([]);
      await clock.advance(300);
      expect(told).toEqual(['ready']);
    });

    it('is told when the server ends it', async () => {
      const { told } = await connected();
      server.socket.receive({ unsubd: { ch: 'feed:user:a', code: 'forbidden' } });
      server.socket.receive({ ev: eventAt(1) });
      expect(told).toEqual(['ready', 'error forbidden']);
    });

    it('is asked for again, with its position, when the server could not keep it', async () => {
      const { told } = await connected();
      server.socket.receive({ ev: eventAt(1) });
      server.socket.receive({ unsubd: { ch: 'feed:user:a', code: 'unavailable' } });
      server.script.sub = () => ({ epoch: 'e1', offset: 5, recovered: false, events: [] });
      await clock.advance(1_000);
      expect(server.socket.requests('sub').at(-1)).toEqual({ ch: 'feed:user:a', recover: { epoch: 'e1', offset: 1 } });
      expect(told).toEqual(['ready', 'event 1', 'resync']);
    });

    it('carries signals and presence', async () => {
      const { told } = await connected();
      const bob: Presence = { userId: 'bob', status: 'online', lastSeenAt: null };
      server.socket.receive({
        eph: { ch: 'feed:user:a', type: 'typing_started', user: 'bob', data: {}, ttlMs: 7_000 },
      });
      server.socket.receive({ pres: { ch: 'feed:user:a', ver: 1, join: [bob], leave: [], update: [] } });
      expect(told).toEqual(['ready', 'typing_started bob', 'joined 1']);
    });

    it('stays below the frames a second that a socket may send', async () => {
      const { connection } = connect();
      for (let i = 0; i < 100; i++) connection.subscribe(`feed:user:${i}`, {});
      const sent: number[] = [];
      for (let second = 0; second < 5; second++) {
        await clock.advance(second === 0 ? 0 : 1_000);
        sent.push(server.socket.sent.length - sent.reduce((sum, n) => sum + n, 0));
      }
      expect(sent).toEqual([25, 25, 25, 25, 1]);
    });
  });

  describe('a close for good', () => {
    it.each([
      [4400, 'connection_refused'],
      [4401, 'invalid_token'],
      [4403, 'forbidden'],
      [4406, 'connection_refused'],
      [4409, 'connection_refused'],
    ])(
      'by %i fails with %s, tells the subscribers and those to come, and makes no further try',
      async (close, code) => {
        const { connection, told } = await connected();
        server.socket.drop(close, 'because');
        const late = recorder();
        connection.subscribe('feed:user:b', late.subscriber);
        await clock.advance(MINUTE);
        expect([connection.state, connection.error?.code]).toEqual(['failed', code]);
        expect([told, late.told]).toEqual([['ready', `error ${code}`], [`error ${code}`]]);
        expect(server.sockets).toHaveLength(1);
        expect(clock.pending).toEqual([]);
      },
    );

    it('is overcome by retry(), and every subscriber is ready anew', async () => {
      const { connection, told } = await connected();
      server.socket.drop(4403);
      connection.retry();
      await clock.advance(0);
      expect([connection.state, connection.error]).toEqual(['connected', null]);
      expect(told).toEqual(['ready', 'error forbidden', 'ready']);
    });

    it('of the client ends every timer, and tells who subscribes later', async () => {
      const { connection, told } = await connected();
      connection.close();
      connection.close();
      const late = recorder();
      connection.subscribe('feed:user:b', late.subscriber);
      await clock.advance(0);
      expect(connection.state).toBe('closed');
      expect([told, late.told]).toEqual([['ready', 'error closed'], ['error closed']]);
      expect([server.socket.closedWith, clock.pending]).toEqual([1000, []]);
    });

    it('of the client in the middle of a handshake opens nothing more', async () => {
      const { connection } = connect({ tokenProvider: () => fakeToken('alice', clock.now() + MINUTE) });
      connection.subscribe('feed:user:a', {});
      connection.close();
      await clock.advance(MINUTE);
      expect(server.sockets).toHaveLength(0);
    });
  });

  describe('the token', () => {
    it('is renewed before the next try after 4005', async () => {
      let made = 0;
      await connected({ tokenProvider: () => fakeToken('alice', clock.now() + 60 * MINUTE, String(++made)) });
      const [first] = server.socket.requests('connect');
      server.socket.drop(4005);
      await clock.advance(0);
      const [second] = server.socket.requests('connect');
      expect([server.sockets.length, made, first?.token === second?.token]).toEqual([2, 2, false]);
    });

    it('is renewed when the handshake says that it ended', async () => {
      let made = 0;
      server.script.connect = (
        ({ connect }: ScriptedServer['script']) =>
        (payload: never) => {
          if (made === 1) throw new Refusal({ code: 'token_expired', message: 'old', retryable: false });
          return connect?.(payload, server.socket);
        }
      )({ ...server.script });
      const { connection } = await connected({
        tokenProvider: () => fakeToken('alice', clock.now() + MINUTE, String(++made)),
      });
      expect([connection.state, made]).toEqual(['connected', 2]);
    });

    it('is asked for anew when the device wakes up after its provider failed', async () => {
      let down = true;
      const { connection, told } = await connected({
        tokenProvider: () => (down ? Promise.reject(new Error('down')) : fakeToken('alice', clock.now() + MINUTE)),
      });
      await clock.advance(MINUTE);
      down = false;
      wake('online');
      await clock.advance(0);
      expect([connection.state, told]).toEqual(['connected', ['error token_provider_failed', 'ready']]);
    });

    it('makes no loop: after three ended tokens in a row the connection fails', async () => {
      let made = 0;
      server.script.connect = () => {
        throw new Refusal({ code: 'token_expired', message: 'old', retryable: false });
      };
      const { connection } = await connected({
        tokenProvider: () => fakeToken('alice', clock.now() + MINUTE, String(++made)),
      });
      await clock.advance(60 * MINUTE);
      expect([connection.state, connection.error?.code]).toEqual(['failed', 'token_provider_failed']);
      expect([made, server.sockets.length]).toEqual([4, 4]);
    });

    it('that nothing can renew fails the connection at its end', async () => {
      const { connection } = await connected({ token: 'opaque' });
      server.socket.drop(4005);
      await clock.advance(0);
      expect([connection.state, connection.error?.code]).toEqual(['failed', 'token_expired']);
    });

    it('is replaced over the open socket ahead of its end, by the clock of the server', async () => {
      const HOUR = 60 * MINUTE;
      let made = 0;
      const serverNow = () => clock.now() + 5 * HOUR;
      const stamp = (ms: number) => new Date(ms).toISOString();
      const { connect: welcome } = server.script;
      server.script.connect = (payload) => ({
        ...(welcome?.(payload, server.socket) as object),
        now: stamp(serverNow()),
        exp: stamp(serverNow() + HOUR),
      });
      server.script.refresh = () => ({ exp: stamp(serverNow() + HOUR) });
      const { connection } = await connected({
        tokenProvider: () => fakeToken('alice', serverNow() + HOUR, String(++made)),
      });
      const live = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += 10_000) {
          server.socket.receive({ ping: {} });
          await clock.advance(10_000);
        }
      };
      await live(HOUR - MINUTE);
      expect(server.socket.requests('refresh')).toHaveLength(0);
      await live(MINUTE);
      expect(server.socket.requests('refresh')).toHaveLength(1);
      await live(HOUR);
      expect(server.socket.requests('refresh')).toHaveLength(2);
      expect([connection.state, server.sockets.length, made]).toEqual(['connected', 1, 3]);
    });

    it('is not replaced by itself: a provider that answers the same is reported', async () => {
      const token = fakeToken('alice', clock.now() + MINUTE);
      const { connect: welcome } = server.script;
      server.script.connect = (payload) => ({
        ...(welcome?.(payload, server.socket) as object),
        exp: new Date(clock.now() + MINUTE).toISOString(),
      });
      await connected({ tokenProvider: () => token });
      await clock.advance(30_000);
      server.socket.receive({ ping: {} });
      await clock.advance(29_000);
      expect(server.socket.requests('refresh')).toEqual([]);
      expect(logger.lines).toHaveLength(1);
    });
  });

  describe('the watched users', () => {
    it('are told what was answered to the last set alone', async () => {
      const { connection } = connect();
      const bob: Presence = { userId: 'bob', status: 'online', lastSeenAt: null };
      server.script.watch = () => ({ presence: [bob] });
      const answers: (readonly Presence[])[] = [];
      connection.on('watched', (presences) => answers.push(presences));
      connection.watchUsers(['ann']);
      connection.watchUsers(['ann', 'bob']);
      await clock.advance(0);
      expect(server.socket.requests('watch')).toEqual([{ users: ['ann', 'bob'] }]);
      expect(answers).toEqual([[bob]]);
    });

    it('that the server refuses are reported, and recovery goes on without them', async () => {
      const { connection } = await connected();
      server.script.watch = () => {
        throw new Refusal({ code: 'forbidden', message: 'no', retryable: false });
      };
      connection.watchUsers(['ann']);
      await clock.advance(0);
      server.socket.drop();
      await clock.advance(500);
      expect(connection.state).toBe('connected');
      expect(logger.lines.length).toBeGreaterThan(0);
    });
  });

  describe('a signal', () => {
    it('resolves when the server took it', async () => {
      const { connection } = await connected({ token: 'opaque' });
      connection.subscribe('room:r', {});
      expect([connection.canSignal('room:r'), connection.canSignal('room:s')]).toEqual([true, false]);
      await connection.signal('room:r', 'typing_started');
      expect(server.socket.requests('signal')).toEqual([{ ch: 'room:r', type: 'typing_started', data: {} }]);
    });

    it('rejects with network_error when the socket goes, or is not there', async () => {
      server.script.signal = () => LATER;
      const { connection } = await connected({ token: 'opaque' });
      const sent = connection.signal('room:r', 'typing_started').catch((error: unknown) => error);
      server.socket.drop();
      expect(await sent).toMatchObject({ code: 'network_error' });
      await expect(connection.signal('room:r', 'typing_started')).rejects.toMatchObject({ code: 'network_error' });
    });
  });
});
