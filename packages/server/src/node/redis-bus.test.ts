import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { HintMessage } from '../bus/topics.js';
import { createTestRedis, type TestRedis } from '../testing/create-test-redis.js';
import { startProxy } from '../testing/start-proxy.js';
import { openRedisBus, type RedisBus } from './redis-bus.js';

const TOPIC = 'project-1/ch/room:lobby';
const WAIT = { timeout: 5_000, interval: 2 };

const hint = (identity: string): HintMessage => ({ kind: 'revoked', tokenId: null, identity, beforeMs: 1 });

describe.skipIf(inject('redisUrl') === null)('the bus over Redis', () => {
  let redis: TestRedis;
  let logged: string[] = [];
  const buses: RedisBus[] = [];
  beforeEach(async () => {
    redis = await createTestRedis(inject('redisUrl') ?? '');
    logged = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
    await redis.dispose();
  });

  const open = async (url = redis.url) => {
    const log = (message: string) => void logged.push(message);
    const bus = await openRedisBus({ url, prefix: redis.prefix, logger: { warn: log, error: log } });
    buses.push(bus);
    return bus;
  };
  const listen = async (bus: RedisBus, topic = TOPIC) => {
    const heard: string[] = [];
    const leave = await bus.subscribe(topic, (message) => {
      if (message.kind === 'revoked') heard.push(message.identity);
    });
    return { heard, leave };
  };
  const subscriptions = async (topic = TOPIC) => {
    const [, count] = (await redis.send('PUBSUB', 'NUMSUB', redis.prefix + topic)) as [string, number];
    return count;
  };
  /** Publishes until the other one hears: then no connection that was cut is in use any more. */
  const probe = async (from: RedisBus, to: RedisBus) => {
    const topic = randomUUID();
    const { heard, leave } = await listen(to, topic);
    await vi.waitFor(() => {
      from.publish(topic, hint('probe'));
      expect(heard).not.toEqual([]);
    }, WAIT);
    leave();
  };
  const countLost = (bus: RedisBus) => {
    const told = { count: 0 };
    bus.onLost?.(() => told.count++);
    return told;
  };

  test('tells everybody once, those of the same process at once', async () => {
    const [one, two] = [await open(), await open()];
    const [near, far, other] = [await listen(one), await listen(two), await listen(two, 'project-2/ch/room:lobby')];
    one.publish(TOPIC, hint('a'));
    expect(near.heard).toEqual(['a']);
    await vi.waitFor(() => expect(far.heard).toEqual(['a']), WAIT);
    // What comes back to the one who published comes before the answer to what is sent next.
    two.publish(TOPIC, hint('b'));
    await vi.waitFor(() => expect(near.heard).toEqual(['a', 'b']), WAIT);
    expect(far.heard).toEqual(['a', 'b']);
    expect(other.heard).toEqual([]);
  });

  test('holds one subscription for all listeners of a topic, and gives it back with the last', async () => {
    const bus = await open();
    const [first, second] = await Promise.all([listen(bus), listen(bus)]);
    expect(await subscriptions()).toBe(1);
    first.leave();
    first.leave();
    bus.publish(TOPIC, hint('a'));
    expect(second.heard).toEqual(['a']);
    expect(await subscriptions()).toBe(1);
    second.leave();
    await vi.waitFor(async () => expect(await subscriptions()).toBe(0), WAIT);
    const third = await listen(bus);
    (await open()).publish(TOPIC, hint('b'));
    await vi.waitFor(() => expect(third.heard).toEqual(['b']), WAIT);
  });

  test('survives listeners that throw and messages that are none', async () => {
    const [one, two] = [await open(), await open()];
    await two.subscribe(TOPIC, () => {
      throw new Error('Thrown by a listener.');
    });
    const { heard } = await listen(two);
    for (const junk of ['', '{', 'null', '[]', '{"hint":null}', '{"hint":{"kind":7}}', '{"__proto__":{"hint":1}}']) {
      await redis.send('PUBLISH', redis.prefix + TOPIC, junk);
    }
    one.publish(TOPIC, hint('a'));
    await vi.waitFor(() => expect(heard).toEqual(['a']), WAIT);
    expect(logged.filter((line) => line.includes('could not be read'))).toHaveLength(7);
    expect(logged.filter((line) => line.includes('threw'))).toHaveLength(1);
  });

  test('comes back by itself with all subscriptions, and tells that hints may be lost', async () => {
    const [one, two] = [await open(), await open()];
    const { heard } = await listen(two);
    const told = countLost(two);
    expect(await redis.kill('subscriptions')).toBe(2);
    await vi.waitFor(() => expect(told.count).toBe(1), WAIT);
    expect(await subscriptions()).toBe(1);
    one.publish(TOPIC, hint('a'));
    await vi.waitFor(() => expect(heard).toEqual(['a']), WAIT);
  });

  test('tells others that they missed what was published while it was cut off, and logs one line for it', async () => {
    const [one, two] = [await open(), await open()];
    const [near, far] = [await listen(one), await listen(two)];
    const told = countLost(two);
    await redis.kill('commands');
    await vi.waitFor(() => expect(one.commands.client).toBeNull(), WAIT);
    for (const name of ['a', 'b', 'c']) one.publish(TOPIC, hint(name));
    expect(near.heard).toEqual(['a', 'b', 'c']);
    await vi.waitFor(() => expect(told.count).toBe(1), WAIT);
    expect(far.heard).toEqual([]);
    await vi.waitFor(() => expect(logged.filter((line) => line.includes('is back'))).toHaveLength(2), WAIT);
    expect(logged.filter((line) => line.includes('was lost'))).toHaveLength(2);
  });

  describe('behind a network that falls silent', () => {
    test('finds it out by asking, refuses what waits for it, and comes back', async () => {
      const proxy = await startProxy(redis.url);
      const bus = await open(proxy.url);
      const told = countLost(bus);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      // Made anew, so that their timers are the test's.
      proxy.cut();
      await until(() => bus.commands.client === null);
      await until(() => bus.commands.client !== null && told.count === 1);
      proxy.silent = true;
      await vi.advanceTimersByTimeAsync(10_000);
      await until(() => bus.commands.client === null);
      const refused = expect(bus.subscribe(TOPIC, () => {})).rejects.toMatchObject({
        code: 'storage_unavailable',
        retryable: true,
      });
      await vi.advanceTimersByTimeAsync(5_000);
      await refused;
      proxy.silent = false;
      proxy.cut();
      await until(() => told.count === 2);
      const { heard } = await listen(bus);
      (await open()).publish(TOPIC, hint('a'));
      await until(() => heard.length === 1);
      await proxy.close();
    });
  });

  test('subscribes while the connection is being made anew', async () => {
    const [one, two] = [await open(), await open()];
    await redis.kill('subscriptions');
    const { heard } = await listen(two);
    one.publish(TOPIC, hint('a'));
    await vi.waitFor(() => expect(heard).toEqual(['a']), WAIT);
  });

  test('cannot be opened where no Redis is', async () => {
    await expect(open('redis://127.0.0.1:1')).rejects.toThrow();
  });

  test('delivers at most once and keeps no subscription too many, whatever comes and goes', async () => {
    const two = [await open(), await open()] as const;
    const ops = fc.array(
      fc.oneof(fc.record({ op: fc.constantFrom('subscribe', 'leave', 'publish'), bus: fc.nat(1), topic: fc.nat(2) }), {
        weight: 1,
        arbitrary: fc.record({ op: fc.constant('kill'), bus: fc.nat(1), topic: fc.nat(2) }),
      }),
      { maxLength: 25 },
    );
    let run = 0;
    let number = 0;
    await fc.assert(
      fc.asyncProperty(ops, async (steps) => {
        run++;
        const topicOf = (topic: number) => `project-${run}/ch/room:${topic}`;
        const published: string[] = [];
        const open: { key: string; heard: string[]; leave: () => void; expected: string[] }[] = [];
        const all: typeof open = [];
        let killed = false;
        for (const { op, bus, topic } of steps) {
          const [from, key] = [two[bus] ?? two[0], `${bus}/${topic}`];
          if (op === 'kill') {
            killed = true;
            await redis.kill(topic === 0 ? 'commands' : 'subscriptions');
          } else if (op === 'subscribe') {
            const listener = { key, expected: [], ...(await listen(from, topicOf(topic))) };
            open.push(listener);
            all.push(listener);
          } else if (op === 'leave') {
            const at = open.findIndex((listener) => listener.key === key);
            if (at >= 0) open.splice(at, 1)[0]?.leave();
          } else {
            const name = `${topic}-${++number}`;
            published.push(name);
            for (const listener of open) if (listener.key.endsWith(`/${topic}`)) listener.expected.push(name);
            from.publish(topicOf(topic), hint(name));
            if (!killed) {
              await vi.waitFor(() => expect(open.map(({ heard }) => heard)).toEqual(open.map((l) => l.expected)), WAIT);
            }
          }
        }
        for (const { key, heard } of all) {
          expect(new Set(heard).size).toBe(heard.length);
          const own = published.filter((name) => name.startsWith(`${key.slice(2)}-`));
          expect(heard.filter((name) => !own.includes(name))).toEqual([]);
        }
        for (let topic = 0; topic < 3; topic++) {
          const holders = two.filter((_, bus) => open.some(({ key }) => key === `${bus}/${topic}`)).length;
          await vi.waitFor(async () => expect(await subscriptions(topicOf(topic))).toBe(holders), WAIT);
        }
        for (const { leave } of open) leave();
        if (killed) await Promise.all([probe(two[0], two[1]), probe(two[1], two[0])]);
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});

/** Runs the event loop, and what timers of the test come due, until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000 && !holds(); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (vi.isFakeTimers() && turn % 50 === 0) await vi.advanceTimersByTimeAsync(10);
  }
  expect(holds()).toBe(true);
}
