import { serverDependency, serverSource } from './packages.mjs';

export const clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
export const logger = { warn: console.error, error: console.error };

/**
 * Where presence is kept, by name. Each opens an empty store: `presences(deps)` and `bus` as a backend takes them,
 * `bytes()`, what the store takes in memory, and `bare(ids)`, which renews leases with nothing of Pulse around it: what
 * they cost at the least.
 */
export const DRIVERS = {
  async memory() {
    const { createMemoryPresences } = await serverSource('presence/memory-presences.ts');
    const { createMemoryBus } = await serverSource('bus/memory-bus.ts');
    const leases = new Map();
    return {
      presences: createMemoryPresences,
      bus: createMemoryBus(),
      baseline: 'a `Map`',
      async bytes() {
        globalThis.gc();
        globalThis.gc();
        return process.memoryUsage().heapUsed;
      },
      async bare(ids) {
        const until = Date.now() + 75_000;
        for (const id of ids) leases.set(id, until);
      },
      async close() {},
    };
  },

  async Redis() {
    const { startRedis } = await serverSource('testing/redis-server.ts');
    const { openRedis } = await import('../../packages/server/dist/node.js');
    const server = await startRedis();
    const { presences, bus } = await openRedis({ url: server.url, logger });
    const { createClient } = serverDependency('redis');
    const bare = createClient({ url: server.url });
    await bare.connect();
    return {
      presences,
      bus,
      baseline: 'one bare `ZADD`',
      bytes: async () => Number(/^used_memory:(\d+)/m.exec(await bare.info('memory'))?.[1]),
      bare: (ids) => Promise.all(ids.map((value) => bare.zAdd('bare', { score: Date.now() + 75_000, value }))),
      async close() {
        await bare.close();
        await server.stop();
      },
    };
  },
};
