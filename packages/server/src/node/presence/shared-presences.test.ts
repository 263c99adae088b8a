import { type Presence, SERVER_TIMING } from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { presenceTopic, roomTopic } from '../../bus/topics.js';
import type { PresenceChange, Presences } from '../../presence/presences.js';
import { isSameSight, PLAIN, type Seen } from '../../presence/seen.js';
import { createTestRedis, type TestRedis } from '../../testing/create-test-redis.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { startProxy } from '../../testing/start-proxy.js';
import { createPresenceKeys } from './keys.js';
import { openRedisBench, type RedisBench } from './redis-presences.test-kit.js';
import { CLAIM } from './scripts.js';

const PROJECT = 'project-1';
const WAIT = { timeout: 5_000, interval: 2 };

describe.skipIf(inject('redisUrl') === null)('processes that share presence', () => {
  let redis: TestRedis;
  let clock: FakeClock;
  const benches: RedisBench[] = [];
  beforeEach(async () => {
    redis = await createTestRedis(inject('redisUrl') ?? '');
    clock = createFakeClock();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(benches.splice(0).map((bench) => bench.close()));
    await redis.dispose();
  });

  const open = async (at: TestRedis = redis, rememberedUsers?: number) => {
    const bench = await openRedisBench(at, clock, rememberedUsers);
    benches.push(bench);
    return bench;
  };
  const hold = ({ presences }: { presences: Presences }, userId = 'alice', id = 'tab', rooms: string[] = []) =>
    presences.hold(PROJECT, userId, { id, idle: false, rooms });
  const listen = async ({ bus }: RedisBench) => {
    const heard: string[] = [];
    await bus.subscribe(presenceTopic(PROJECT), (hint) => {
      if (hint.kind === 'presence') heard.push(`${hint.presence.userId} ${hint.presence.status}`);
    });
    await bus.subscribe(roomTopic(PROJECT, 'lobby'), (hint) => {
      if (hint.kind === 'room') heard.push(`${hint.change} ${hint.presence.userId} ${hint.count}`);
    });
    return heard;
  };

  test('merge the sockets of a user, whichever process each is at', async () => {
    const [one, two] = [await open(), await open()];
    const heard = await listen(two);
    await hold(one, 'alice', 'phone');
    await hold(two, 'alice', 'laptop');
    await one.presences.release(PROJECT, 'alice', 'phone');
    await one.advance(SERVER_TIMING.graceMs + 1_000);
    expect(await one.presences.get(PROJECT, ['alice'])).toMatchObject([{ status: 'online' }]);
    await two.presences.release(PROJECT, 'alice', 'laptop');
    await one.advance(SERVER_TIMING.graceMs);
    await vi.waitFor(() => expect(heard).toEqual(['alice online', 'alice offline']), WAIT);
  });

  test('look after the users of one that died, who leave when their leases end', async () => {
    const [dead, alive] = [await open(), await open()];
    const heard = await listen(alive);
    await hold(dead, 'alice', 'tab', ['lobby']);
    await hold(alive, 'bob', 'tab');
    await benches.splice(benches.indexOf(dead), 1)[0]?.close();
    await alive.advance(SERVER_TIMING.leaseMs - 25_000);
    await hold(alive, 'bob', 'tab');
    await alive.advance(25_000 - 100);
    expect(await alive.presences.get(PROJECT, ['alice'])).toMatchObject([{ status: 'online' }]);
    await alive.advance(100);
    const expected = ['alice online', 'join alice 1', 'bob online', 'alice offline', 'leave alice 0'];
    await vi.waitFor(() => expect(heard).toEqual(expected), WAIT);
  });

  test('take over from one that dies while it looks after users', async () => {
    const alive = await open();
    const heard = await listen(alive);
    await hold(alive);
    const { leases, claims } = createPresenceKeys(redis.prefix);
    const until = clock.now() + SERVER_TIMING.leaseMs;
    const keys = [...leases, ...claims];
    await redis.send('EVAL', CLAIM, `${keys.length}`, ...keys, `${until}`, `${until + 5_000}`, '16');
    await clock.advance(SERVER_TIMING.leaseMs + 4_900);
    expect(heard).toEqual(['alice online']);
    await clock.advance(100);
    await vi.waitFor(() => expect(heard).toEqual(['alice online', 'alice offline']), WAIT);
  });

  test('settle thousands who run out at once, each once', async () => {
    const three = [await open(), await open(), await open()];
    const [first] = three as [RedisBench];
    const heard = await listen(first);
    const users = Array.from({ length: 3_000 }, (_, n) => `user-${n}`);
    await Promise.all(users.map((user, n) => hold(three[n % 3] ?? first, user)));
    await first.advance(SERVER_TIMING.leaseMs);
    await vi.waitFor(() => expect(heard).toHaveLength(users.length * 2), WAIT);
    expect(new Set(heard).size).toBe(heard.length);
  });

  test('know everybody again by the next heartbeat after Redis has lost everything', async () => {
    const [one, two] = [await open(), await open()];
    await hold(one, 'alice', 'tab', ['lobby']);
    const { send, prefix } = redis;
    const keys = (await send('KEYS', `${prefix}*`)) as string[];
    await send('DEL', ...keys);
    expect(await two.presences.get(PROJECT, ['alice'])).toMatchObject([{ status: 'offline' }]);
    const heard = await listen(two);
    await clock.advance(25_000);
    await hold(one, 'alice', 'tab', ['lobby']);
    await vi.waitFor(() => expect(heard).toEqual(['alice online', 'join alice 1']), WAIT);
    expect(await two.presences.getRoom(PROJECT, 'lobby')).toMatchObject({ count: 1, members: [{ userId: 'alice' }] });
  });

  test('renew a lease that says nothing new by its time alone', async () => {
    const one = await open();
    await hold(one);
    const { users, leases } = createPresenceKeys(redis.prefix).of(`${PROJECT}/alice`);
    const packed = await redis.send('HGET', users, `${PROJECT}/alice`);
    await redis.send('HSET', users, `${PROJECT}/alice`, `${packed} `);
    await clock.advance(25_000);
    await hold(one);
    expect(await redis.send('HGET', users, `${PROJECT}/alice`)).toBe(`${packed} `);
    const score = await redis.send('ZSCORE', leases, `${PROJECT}/alice/tab`);
    expect(Number(score)).toBe(clock.now() + SERVER_TIMING.leaseMs);
  });

  test('refuse with a retryable error while Redis is away, and go on when it is back', async () => {
    const proxy = await startProxy(redis.url);
    const one = await open({ ...redis, url: proxy.url });
    const two = await open();
    const heard = await listen(two);
    await hold(one);
    await proxy.close();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const calls = Promise.allSettled([
      hold(one),
      one.presences.get(PROJECT, ['alice']),
      one.presences.getRoom(PROJECT, 'lobby'),
      one.presences.set(PROJECT, 'alice', { status: 'busy' }),
    ]);
    for (const outcome of await inItsTime(calls)) {
      expect(outcome).toMatchObject({ reason: { code: 'storage_unavailable', retryable: true } });
    }
    vi.useRealTimers();
    expect(heard).toEqual(['alice online']);
    await redis.kill('commands');
    await hold(two, 'bob');
    await vi.waitFor(() => expect(heard).toEqual(['alice online', 'bob online']), WAIT);
  });

  test('remember of those who are gone the latest', async () => {
    const one = await open(redis, 1);
    const users = Array.from({ length: 200 }, (_, n) => `user-${n}`);
    for (const user of users) await hold(one, user);
    await one.advance(SERVER_TIMING.leaseMs + 1_000);
    for (const user of users) {
      await hold(one, user);
      await clock.advance(1);
      await one.presences.set(PROJECT, user, { status: 'offline' });
      await one.presences.release(PROJECT, user, 'tab');
    }
    const seen = (await one.presences.get(PROJECT, users)).filter(({ lastSeenAt }) => lastSeenAt !== null);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.length).toBeLessThanOrEqual(64);
    expect(seen.at(-1)?.userId).toBe(users.at(-1));
    const leftover = (await redis.send('KEYS', `${redis.prefix}presence:leases:*`)) as string[];
    expect(leftover).toEqual([]);
  });

  test('publish each change once with what was before it, whoever changes a user at the same time', async () => {
    const two = [await open(), await open()] as const;
    const watcher = await open();
    const op = fc.record({
      process: fc.nat(1),
      user: fc.constantFrom('alice', 'bob'),
      act: fc.oneof(
        fc.record({
          hold: fc.constantFrom('tab', 'phone'),
          idle: fc.boolean(),
          rooms: fc.subarray(['lobby', 'hall']),
        }),
        fc.record({ release: fc.constantFrom('tab', 'phone') }),
        fc.record({ set: fc.constantFrom('online', 'away', 'busy', 'invisible', 'offline') }),
        fc.record({ text: fc.constantFrom('chess', 'go') }),
      ),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(op, { minLength: 2, maxLength: 8 }), { maxLength: 6 }), async (batches) => {
        const project = `p${++run}`;
        const told = new Map<string, Seen>();
        const rooms = new Map(['lobby', 'hall'].map((room) => [room, new Set<string>()]));
        const broken: string[] = [];
        await watcher.bus.subscribe(presenceTopic(project), (hint) => {
          if (hint.kind !== 'presence') return;
          const { presence, previous } = hint;
          if (!isSameSight(previous, told.get(presence.userId) ?? PLAIN.offline)) broken.push('previous');
          if (isSameSight(previous, presence)) broken.push('no change');
          told.set(presence.userId, presence);
        });
        for (const [room, members] of rooms) {
          await watcher.bus.subscribe(roomTopic(project, room), (hint) => {
            if (hint.kind !== 'room') return;
            const { change, count } = hint;
            const { userId } = hint.presence;
            if (members.has(userId) === (change === 'join')) broken.push(`${change} ${room}`);
            if (change === 'leave') members.delete(userId);
            else members.add(userId);
            if (count !== members.size) broken.push(`count ${room}`);
          });
        }
        for (const batch of batches) {
          await Promise.all(
            batch.map(({ process, user, act }) => {
              const { presences } = two[process] ?? two[0];
              if ('hold' in act)
                return presences.hold(project, user, { id: act.hold, idle: act.idle, rooms: act.rooms });
              if ('release' in act) return presences.release(project, user, act.release);
              if ('text' in act) return presences.set(project, user, { activity: { type: 'playing', text: act.text } });
              return presences.set(project, user, { status: act.set } as PresenceChange);
            }),
          );
          await vi.waitFor(async () => {
            const now = await two[0].presences.get(project, ['alice', 'bob']);
            expect(await two[1].presences.get(project, ['alice', 'bob'])).toEqual(now);
            expect(now.filter((user) => !isSameSight(user, told.get(user.userId) ?? PLAIN.offline))).toEqual([]);
            for (const [room, members] of rooms) {
              const { count, members: read } = await two[1].presences.getRoom(project, room);
              expect(count).toBe(members.size);
              expect(read.map(({ userId }: Presence) => userId).sort()).toEqual([...members].sort());
            }
          }, WAIT);
          expect(broken).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});

/** Waits for what takes both real answers and timers of the test. */
async function inItsTime<T>(work: Promise<T>): Promise<T> {
  let done = false;
  void work.then(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(20);
  }
  return work;
}
