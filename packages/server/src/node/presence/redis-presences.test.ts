import { describe, inject, vi } from 'vitest';
import { testPresencesModel } from '../../presence/presences.model.test-kit.js';
import { describePresences } from '../../presence/presences.test-kit.js';
import { createTestRedis } from '../../testing/create-test-redis.js';
import { openRedisBench } from './redis-presences.test-kit.js';

const url = inject('redisUrl');
/** The model moves through hours in steps that each wait for Redis. */
vi.setConfig({ testTimeout: 30_000 });

async function openBench() {
  const redis = await createTestRedis(url ?? '');
  const bench = await openRedisBench(redis);
  return {
    ...bench,
    async close() {
      await bench.close();
      await redis.dispose();
    },
  };
}

describe.skipIf(url === null)('over Redis', () => {
  describePresences('Redis', openBench);
  testPresencesModel('Redis', openBench, 25);
});
