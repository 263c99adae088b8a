import type { Presence } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeToken, type QuietLogger } from '../testing/fakes.js';
import type { ManualClock } from '../testing/manual-clock.js';
import { LATER, Refusal, type ScriptedServer } from '../testing/scripted-socket.js';
import { ConnectionKit, eventAt, MINUTE, recorder } from './connection.test-kit.js';

describe('Connection: what it carries', () => {
  const kit = new ConnectionKit();
  const { wake, connect, connected } = kit;
  let clock: ManualClock;
  let server: ScriptedServer;
  let logger: QuietLogger;
  beforeEach(() => {
    ({ clock, server, logger } = kit.reset());
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
      const bob: Presence = { userId: 'bob', status: 'online', lastSeenAt: null, customStatus: null, activity: null };
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

    it('is overcome with another token, where there can be one', async () => {
      const given = ['refused', 'good'];
      const { connection } = await connected({ tokenProvider: () => given.shift() as string });
      server.socket.drop(4401);
      connection.retry();
      await clock.advance(0);
      expect(connection.state).toBe('connected');
      expect(server.socket.sent[0]).toMatchObject({ connect: { token: 'good' } });
      const alone = await connected({ token: 'only' });
      server.socket.drop(4403);
      alone.connection.retry();
      await clock.advance(0);
      expect(server.socket.sent[0]).toMatchObject({ connect: { token: 'only' } });
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
      const bob: Presence = { userId: 'bob', status: 'online', lastSeenAt: null, customStatus: null, activity: null };
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
