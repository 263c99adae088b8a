import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../packages/server/src/testing/postgres-server.js';
import { startRedis } from '../../packages/server/src/testing/redis-server.js';

const MAIN = fileURLToPath(new URL('../fixtures/shared-backend/main.mjs', import.meta.url));

export const API_KEY = 'pulse_key_shared';
export const API_SECRET = 'pulse_secret_shared';

export interface BackendProcess {
  url: string;
  /** Ends it as a crash would, and resolves with the time once it has ended. */
  kill(): Promise<number>;
}

export interface SharedBackends {
  processes: BackendProcess[];
  close(): Promise<void>;
}

/** Starts processes of the built server, all at once, over a PostgreSQL and a Redis that nobody else uses. */
export async function startSharedBackends(count: number): Promise<SharedBackends> {
  const services = [startPostgres(), startRedis()] as const;
  const children: ChildProcess[] = [];
  const close = async () => {
    await Promise.all(children.map(kill));
    for (const service of await Promise.allSettled(services)) {
      if (service.status === 'fulfilled') await service.value.stop();
    }
  };
  try {
    const [postgres, redis] = await Promise.all(services);
    const env = { ...process.env, DATABASE_URL: postgres.url, REDIS_URL: redis.url, API_KEY, API_SECRET };
    for (let n = 0; n < count; n++) {
      children.push(fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }));
    }
    return { processes: await Promise.all(children.map(listening)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listening(child: ChildProcess): Promise<BackendProcess> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('close', (code) => reject(new Error(`A backend ended with ${code}: ${errors}`)));
  });
  return { url, kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  return Date.now();
}
