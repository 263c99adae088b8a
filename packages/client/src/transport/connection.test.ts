import { beforeEach, describe, expect, it } from 'vitest';
import { fakeToken } from '../testing/fakes.js';
import type { ManualClock } from '../testing/manual-clock.js';
import { LATER, type ScriptedServer } from '../testing/scripted-socket.js';
import { ConnectionKit, eventAt, MINUTE } from './connection.test-kit.js';
import type { WebSocketConstructor } from './web-socket.js';

describe('Connection', () => {
  const kit = new ConnectionKit();
  const { wake, sleep, connect, connected } = kit;
  let clock: ManualClock;
  let server: ScriptedServer;
  beforeEach(() => {
    ({ clock, server } = kit.reset());
  });

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

    it('waits, ever longer, for a token provider that has no network, and says so in the log', async () => {
      let down = true;
      const { connection, states, told } = await connected({
        tokenProvider: () => {
          if (down) throw new TypeError('Failed to fetch');
          return fakeToken('alice', clock.now() + 60 * MINUTE);
        },
      });
      await clock.advance(1_500);
      expect([connection.state, connection.error, clock.pending]).toEqual(['waiting', null, [500]]);
      await clock.advance(60 * MINUTE);
      const tries = states.filter((state) => state === 'connecting').length;
      // Three tries of the provider take 1.5 s, and the wait between is at most 20 s.
      expect(tries).toBeGreaterThan(3600 / 21.5 - 5);
      expect(tries).toBeLessThan(3600 / 21.5 + 8);
      expect([told, kit.logger.lines[0]]).toEqual([[], 'Pulse: there is no user token yet.']);
      down = false;
      await clock.advance(21_500);
      expect([connection.state, told]).toEqual(['connected', ['ready']]);
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
    it('tries every 20 s at most, and at once when there is one again', async () => {
      const { connection, states } = await connected();
      server.reachable = false;
      server.socket.drop();
      expect(clock.pending).toEqual([500]);
      sleep('offline');
      expect(clock.pending).toEqual([20_000]);
      await clock.advance(10 * MINUTE);
      expect([connection.state, server.sockets.length, clock.pending]).toEqual(['waiting', 31, [20_000]]);
      server.reachable = true;
      states.length = 0;
      wake('online');
      await clock.advance(0);
      expect(states).toEqual(['connecting', 'recovering', 'connected']);
      expect(server.sockets).toHaveLength(32);
    });

    it.each([
      ['by its signal', () => sleep('offline')],
      ['when asked', () => {}],
    ])('connects all the same where the device errs %s for ever', async (_, signal) => {
      const { connection } = await connected();
      kit.online = false;
      signal();
      server.socket.drop();
      await clock.advance(20_000);
      expect([connection.state, server.sockets.length]).toEqual(['connected', 2]);
    });

    it('waits as well when it was so from the start', async () => {
      kit.online = false;
      server.reachable = false;
      const { connection } = await connected();
      await clock.advance(19_999);
      expect([connection.state, server.sockets.length]).toEqual(['waiting', 1]);
      kit.online = true;
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
});
