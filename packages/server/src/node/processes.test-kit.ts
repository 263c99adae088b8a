import { randomUUID } from 'node:crypto';
import type { UserToken } from '@pulse-io/protocol';
import { inject, vi } from 'vitest';
import { type Backend, type BackendOptions, createBackend } from '../create-backend.js';
import { TestClient } from '../realtime/gateway.test-kit.js';
import { createTestDatabase } from '../testing/create-test-database.js';
import { createTestRedis } from '../testing/create-test-redis.js';
import { type Call, caller, quietLogger } from '../testing/test-backend.js';
import { openPostgres } from './open-postgres.js';
import { openRedis } from './open-redis.js';

const API_KEY = 'pulse_key_shared';
const API_SECRET = 'pulse_secret_shared';

/** A client whose answers take as long as PostgreSQL and Redis do. */
export interface RemoteClient extends TestClient {
  /** Sends a frame and resolves with its answer's `ok`; rejects with what it was refused for. */
  ask(frame: Record<string, unknown>): Promise<unknown>;
}

export interface TestProcess {
  backend: Backend;
  /** Calls as the project's server. */
  call: Call;
  /** A token made by this process. */
  tokenFor(identity: string): Promise<string>;
  /** A connected user. */
  user(identity: string, token?: string): Promise<RemoteClient>;
}

/** Several backends, as if each had a process of its own, over one PostgreSQL and one Redis. */
export async function startProcesses(count: number, optionsOf: (n: number) => Partial<BackendOptions> = () => ({})) {
  const database = await createTestDatabase(inject('postgresUrl') ?? '');
  const redis = await createTestRedis(inject('redisUrl') ?? '');
  const processes: TestProcess[] = [];
  for (let n = 0; n < count; n++) {
    const { bus, presences } = await openRedis({ url: redis.url, prefix: redis.prefix, logger: quietLogger });
    const backend = await createBackend({
      storage: await openPostgres({ url: database.url, connections: 4 }),
      ...{ bus, presences },
      pepper: 'test-pepper-of-at-least-32-characters',
      tokens: { key: { id: 'pulse', secret: 'test-token-secret-of-32-bytes-xx' } },
      rateLimits: { project: null, anonymous: null },
      logger: quietLogger,
      ...optionsOf(n),
    });
    if (n === 0) await backend.projects.create({ name: 'shared', apiKey: API_KEY, apiSecret: API_SECRET });
    processes.push(createProcess(backend));
  }
  return {
    processes,
    redis,
    async close() {
      await Promise.all(processes.map(({ backend }) => backend.close()));
      await redis.dispose();
      await database.drop();
    },
  };
}

function createProcess(backend: Backend): TestProcess {
  const call = caller(backend, { 'x-pulse-key': API_KEY, 'x-pulse-secret': API_SECRET });
  const tokenFor = async (identity: string) => {
    const { body } = await call<UserToken>('POST', '/v1/tokens/create', {
      body: { identity, roomName: 'lobby' },
      headers: { 'idempotency-key': randomUUID() },
    });
    return body.token;
  };
  return {
    backend,
    call,
    tokenFor,
    async user(identity, token) {
      const client = dial(backend);
      await client.ask({ connect: { key: API_KEY, token: token ?? (await tokenFor(identity)) } });
      return client;
    },
  };
}

function dial(backend: Backend): RemoteClient {
  const client = new TestClient(backend.gateway, { origin: 'https://app.example' });
  let id = 1_000;
  return Object.assign(client, {
    async ask(frame: Record<string, unknown>): Promise<unknown> {
      const own = ++id;
      client.peer.message(JSON.stringify({ id: own, ...frame }));
      const answer = await vi.waitFor(() => {
        const found = client.answer(own);
        if (found === undefined) throw new Error(`${JSON.stringify(frame)} has no answer.`);
        return found as { ok?: unknown; err?: unknown };
      }, WAIT);
      if (answer.err !== undefined) throw new Error(JSON.stringify(answer.err));
      return answer.ok;
    },
  });
}

export const WAIT = { timeout: 8_000, interval: 5 };
