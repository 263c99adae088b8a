import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a PostgreSQL for this run; null when PULSE_SKIP_POSTGRES=1, then what needs it is skipped. */
    postgresUrl: string | null;
  }
}

/** Starts PostgreSQL for a test run; tests read its address with `inject('postgresUrl')`. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PULSE_SKIP_POSTGRES === '1') {
    project.provide('postgresUrl', null);
    return undefined;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
