import { CLOSE, type Presence, type RoomPresence, SERVER_TIMING } from '@pulse-io/protocol';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import type { Clock } from '../clock.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { type RemoteClient, startProcesses, type TestProcess, WAIT } from './processes.test-kit.js';

const skipped = inject('postgresUrl') === null || inject('redisUrl') === null;

describe.skipIf(skipped)('two processes over PostgreSQL and Redis', () => {
  let running: Awaited<ReturnType<typeof startProcesses>> | null = null;
  afterEach(async () => {
    await running?.close();
    running = null;
  });

  const start = async (clocks: readonly Clock[] = []) => {
    running = await startProcesses(2, (n) => (clocks[n] ? { clock: clocks[n] } : {}));
    const [one, two] = running.processes as [TestProcess, TestProcess];
    return { one, two, redis: running.redis };
  };

  const post = async ({ call }: TestProcess, object: string) => {
    const { status } = await call('POST', '/v1/feeds/user:w/activities', {
      body: { actor: 'w', verb: 'post', object },
    });
    expect(status).toBe(201);
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

  test('tell each other of what they write, in order and once', async () => {
    const { one, two } = await start();
    const readers = [await one.user('ann'), await two.user('ben')];
    for (const reader of readers) await reader.ask({ sub: { ch: 'feed:user:w' } });
    await Promise.all(upTo(40).map((n) => post(n % 2 ? one : two, `${n}`)));
    for (const reader of readers) {
      await vi.waitFor(() => expect(reader.events.at(-1)?.offset).toBe(40), WAIT);
      expect(reader.events.map(({ offset }) => offset)).toEqual(upTo(40));
    }
  });

  test.each(['commands', 'subscriptions', undefined] as const)(
    'lose nothing when connections to Redis are cut while they write (%s)',
    async (purpose) => {
      const { one, two, redis } = await start();
      const readers = [await one.user('ann'), await two.user('ben')];
      for (const reader of readers) await reader.ask({ sub: { ch: 'feed:user:w' } });
      let written = 0;
      for (let round = 0; round < 5; round++) {
        const writes = upTo(8).map((n) => post(n % 2 ? one : two, `${round}-${n}`));
        await redis.kill(purpose);
        await Promise.all(writes);
        written += writes.length;
      }
      for (const reader of readers) {
        await vi.waitFor(() => expect(reader.events.at(-1)?.offset).toBe(written), WAIT);
        expect(reader.events.map(({ offset }) => offset)).toEqual(upTo(written));
        expect(reader.closed).toBeNull();
      }
    },
  );

  test('end the sockets of a token that the other one revokes', async () => {
    const { one, two } = await start();
    const token = await two.tokenFor('mallory');
    const [mallory, other] = [await two.user('mallory', token), await two.user('mallory')];
    await one.call('POST', '/v1/tokens/revoke', { body: { token } });
    await vi.waitFor(() => expect(mallory.closed).toMatchObject({ code: CLOSE.token }), WAIT);
    expect(other.closed).toBeNull();
  });

  test('end it also when the hint of the revocation was lost', async () => {
    const { one, two, redis } = await start();
    const mallory = await two.user('mallory');
    const ben = await two.user('ben');
    await redis.kill('commands');
    await one.call('POST', '/v1/tokens/revoke', { body: { identity: 'mallory' } });
    await vi.waitFor(() => expect(mallory.closed).toMatchObject({ code: CLOSE.token }), WAIT);
    expect(ben.closed).toBeNull();
  });

  test('carry typing, to all but the one who types', async () => {
    const { one, two } = await start();
    const [ann, ben] = [await one.user('ann'), await two.user('ben')];
    for (const user of [ann, ben]) await user.ask({ sub: { ch: 'room:lobby' } });
    await ann.ask({ signal: { ch: 'room:lobby', type: 'typing_started', data: {} } });
    await vi.waitFor(() => expect(ben.ephemerals).toHaveLength(1), WAIT);
    expect(ben.ephemerals[0]).toMatchObject({ type: 'typing_started', user: 'ann', ch: 'room:lobby' });
    await one.call('POST', '/v1/presence/typing', { body: { roomId: 'lobby', userId: 'ann', typing: false } });
    await vi.waitFor(() => expect(ben.ephemerals).toHaveLength(2), WAIT);
    expect(ann.ephemerals).toMatchObject([{ type: 'typing_stopped' }]);
  });

  test('see the users of each other come, go and be in rooms', async () => {
    const { one, two } = await start();
    const watcher = await two.user('watcher');
    await watcher.ask({ sub: { ch: 'room:lobby', presence: true } });
    expect(await watcher.ask({ watch: { users: ['ann'] } })).toMatchObject({ presence: [{ status: 'offline' }] });
    const ann = await one.user('ann');
    await vi.waitFor(() => expect(diffsOf(watcher)).toEqual(['presence join ann']), WAIT);
    await ann.ask({ sub: { ch: 'room:lobby' } });
    await vi.waitFor(() => expect(diffsOf(watcher)).toEqual(['presence join ann', 'room:lobby join ann']), WAIT);
    const { body } = await two.call<RoomPresence>('GET', '/v1/presence/room/lobby');
    expect(body.members.map(({ userId }) => userId).sort()).toEqual(['ann', 'watcher']);
    ann.peer.closed();
    await vi.waitFor(() => expect(diffsOf(watcher).at(-1)).toBe('room:lobby leave ann'), WAIT);
    await two.call('POST', '/v1/presence/offline', { body: { userId: 'ann' } });
    await vi.waitFor(() => expect(diffsOf(watcher).at(-1)).toBe('presence leave ann'), WAIT);
  });

  test('know everybody again when Redis comes back with nothing', async () => {
    const { one, two, redis } = await start();
    const [ann, watcher] = [await one.user('ann'), await two.user('watcher')];
    await watcher.ask({ watch: { users: ['ann'] } });
    await redis.send('DEL', ...((await redis.send('KEYS', `${redis.prefix}*`)) as string[]));
    await redis.kill();
    await vi.waitFor(async () => {
      const { body } = await two.call<Presence>('GET', '/v1/presence/status/ann');
      expect(body).toMatchObject({ status: 'online' });
    }, WAIT);
    await ann.ask({ sub: { ch: 'room:lobby' } });
    expect([ann.closed, watcher.closed]).toEqual([null, null]);
  });

  test('see the users of one that was killed leave when their leases end', async () => {
    const [stopped, clock] = [createFakeClock(), createFakeClock()];
    const { one, two } = await start([stopped, clock]);
    const watcher = await two.user('watcher');
    await watcher.ask({ watch: { users: ['ann'] } });
    await one.user('ann');
    const passes = async (ms: number) => {
      await clock.advance(ms);
      watcher.pong();
    };
    await vi.waitFor(async () => {
      await passes(100);
      expect(diffsOf(watcher)).toEqual(['presence join ann']);
    }, WAIT);
    const until = stopped.now() + SERVER_TIMING.leaseMs;
    while (clock.now() < until - 5_000) await passes(5_000);
    expect(diffsOf(watcher)).toEqual(['presence join ann']);
    await vi.waitFor(async () => {
      await passes(1_000);
      expect(diffsOf(watcher)).toEqual(['presence join ann', 'presence leave ann']);
    }, WAIT);
    expect(clock.now()).toBeGreaterThanOrEqual(until);
    expect(watcher.closed).toBeNull();
  });
});

/** What a client was told of presence: the channel, what happened, and to whom. */
const diffsOf = ({ diffs }: RemoteClient): string[] =>
  diffs.flatMap(({ ch, join, leave, update }) => [
    ...join.map(({ userId }) => `${ch} join ${userId}`),
    ...leave.map(({ userId }) => `${ch} leave ${userId}`),
    ...update.map(({ userId }) => `${ch} update ${userId}`),
  ]);
