import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a PostgreSQL for this run; null when PULSE_SKIP_POSTGRES=1, then what needs it is skipped. */
    postgresUrl: string | null;
    /** Of a Redis for this run; null when PULSE_SKIP_REDIS=1, then what needs it is skipped. */
    redisUrl: string | null;
  }
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and Redis for a test run; tests read their addresses with `inject`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const starting = [unless('PULSE_SKIP_POSTGRES', startPostgres), unless('PULSE_SKIP_REDIS', startRedis)];
  const stop = async () => {
    for (const started of await Promise.allSettled(starting)) {
      if (started.status === 'fulfilled') await started.value?.stop();
    }
  };
  try {
    const [postgres, redis] = await Promise.all(starting);
    project.provide('postgresUrl', postgres?.url ?? null);
    project.provide('redisUrl', redis?.url ?? null);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

const unless = (variable: string, start: () => Promise<Server>): Promise<Server | null> =>
  process.env[variable] === '1' ? Promise.resolve(null) : start();
