import { vi } from 'vitest';
import type { PresencesBench } from '../../presence/presences.test-kit.js';
import type { TestRedis } from '../../testing/create-test-redis.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { openRedisBus } from '../redis-bus.js';
import { createPresenceKeys } from './keys.js';
import { createRedisPresences, SWEEP_MS } from './redis-presences.js';

export interface RedisBench extends PresencesBench {
  clock: FakeClock;
  redis: TestRedis;
  logged: string[];
}

/** Presence as one process has it; several over the same prefix and clock share it. */
export async function openRedisBench(
  redis: TestRedis,
  clock = createFakeClock(),
  rememberedUsers?: number,
): Promise<RedisBench> {
  const logged: string[] = [];
  const log = (message: string) => void logged.push(message);
  const logger = { warn: log, error: log };
  const { prefix } = redis;
  const bus = await openRedisBus({ url: redis.url, prefix, logger });
  const { commands: link, channelOf, encode } = bus;
  const options = { prefix, link, channelOf, encode, ...(rememberedUsers !== undefined && { rememberedUsers }) };
  const presences = createRedisPresences(options, { clock, bus, logger });
  return {
    ...{ presences, bus, clock, redis, logged },
    advance: (ms) => advance(redis, clock, ms),
    async close() {
      await presences.close();
      await bus.close();
    },
  };
}

/** Goes from one thing that runs out to the next, and waits until a sweep has settled it. */
export async function advance(redis: TestRedis, clock: FakeClock, ms: number): Promise<void> {
  const until = clock.now() + ms;
  for (;;) {
    const next = Math.min(until, Math.ceil((await firstDue(redis)) / SWEEP_MS) * SWEEP_MS);
    await clock.advance(Math.max(0, next - clock.now()));
    await vi.waitFor(
      async () => {
        if ((await firstDue(redis)) <= clock.now()) throw new Error('Nobody has settled what ran out.');
      },
      { timeout: 5_000, interval: 1 },
    );
    if (clock.now() >= until) return;
  }
}

const FIRST_DUE = `
local first = 'inf'
for _, leases in ipairs(KEYS) do
  local due = redis.call('ZRANGE', leases, 0, 0, 'WITHSCORES')[2]
  if due and (first == 'inf' or tonumber(due) < tonumber(first)) then
    first = due
  end
end
return first
`;

/** When something runs out for the first time, of all that is in Redis; Infinity if nothing does. */
async function firstDue({ send, prefix }: TestRedis): Promise<number> {
  const { leases } = createPresenceKeys(prefix);
  const first = await send('EVAL', FIRST_DUE, `${leases.length}`, ...leases);
  return first === 'inf' ? Number.POSITIVE_INFINITY : Number(first);
}
