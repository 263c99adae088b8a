import { createServer, type Socket } from 'node:net';
import type { Activity, Page } from '@pulse-io/protocol';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createBackend } from '../create-backend.js';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.js';
import { caller, quietLogger } from '../testing/test-backend.js';
import { openPostgres } from './open-postgres.js';

const OPTIONS = {
  pepper: 'test-pepper-of-at-least-32-characters',
  tokens: { key: { id: 'pulse', secret: 'test-token-secret-of-32-bytes-xx' } },
  rateLimits: { project: null, anonymous: null },
  logger: quietLogger,
};

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl') ?? '');
  });
  afterEach(() => database.drop());

  const start = async (url = database.url) => {
    const backend = await createBackend({ ...OPTIONS, storage: await openPostgres({ url }) });
    const { apiKey, apiSecret } = await backend.projects.create({ name: 'p', apiKey: 'k', apiSecret: 's' });
    return { backend, call: caller(backend, { 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret }) };
  };
  const post = (n: number) => ({ body: { actor: 'w', verb: 'post', object: `${n}` } });

  it('may cut connections at any moment: no process ends, nothing acknowledged is lost, the rest is 503', async () => {
    const { backend, call } = await start();
    const killer = new pg.Client({ connectionString: inject('postgresUrl') ?? '' });
    await killer.connect();
    const name = new URL(database.url).pathname.slice(1);
    const kill = () =>
      killer.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const acknowledged: string[] = [];
    const others = new Set<number>();
    for (let round = 0; round < 15; round++) {
      const writes = Array.from({ length: 6 }, (_, n) =>
        call('POST', '/v1/feeds/user:w/activities', post(round * 6 + n)),
      );
      await kill();
      for (const [n, { status }] of (await Promise.all(writes)).entries()) {
        if (status === 201) acknowledged.push(`${round * 6 + n}`);
        else others.add(status);
      }
    }
    await killer.end();
    expect([...others].filter((status) => status !== 503)).toEqual([]);
    const { body } = await call<Page<Activity>>('GET', '/v1/feeds/user:w?limit=100');
    const kept = body.data.map(({ object }) => object);
    expect(acknowledged.filter((object) => !kept.includes(object))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
    await backend.close();
  }, 30_000);

  it('lets users follow each other at once from two processes without waiting in a circle', async () => {
    const [one, two] = [await start(), await start()];
    const names = ['a', 'b', 'c', 'd'];
    const follows = names.flatMap((source) =>
      names.filter((target) => target !== source).map((target) => ({ source, target })),
    );
    const replies = await Promise.all(
      follows.map(({ source, target }, n) =>
        (n % 2 ? one : two).call('POST', `/v1/feeds/user:${source}/follow`, { body: { target: `user:${target}` } }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(follows.map(() => 201));
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const { rows } = await sql.query('select deadlocks from pg_stat_database where datname = current_database()');
    expect(Number(rows[0]?.deadlocks)).toBe(0);
    await sql.end();
    await Promise.all([one.backend.close(), two.backend.close()]);
  });

  it('carries each activity once to each follower, with two processes at the same jobs', async () => {
    const [one, two] = [await start(), await start()];
    for (let n = 0; n < 20; n++) await one.call('POST', `/v1/feeds/fan${n}/follow`, { body: { target: 'w' } });
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? one : two).call('POST', '/v1/feeds/user:w/activities', post(n))),
    );
    await Promise.all([one.backend.idle(), two.backend.idle()]);
    for (let n = 0; n < 20; n++) {
      await expect
        .poll(async () => {
          const { body } = await one.call<Page<Activity>>('GET', `/v1/feeds/timeline:fan${n}?limit=100`);
          return body.data.map(({ object }) => Number(object)).sort((a, b) => a - b);
        })
        .toEqual(Array.from({ length: 30 }, (_, at) => at));
    }
    await Promise.all([one.backend.close(), two.backend.close()]);
  }, 30_000);

  it('is 503 while it does not answer, and serves again when it does', async () => {
    const { port, hostname } = new URL(database.url);
    const sockets = new Set<Socket>();
    let silent = false;
    const proxy = createServer((socket) => {
      const upstream = new pg.Connection({}).stream as Socket;
      upstream.connect(Number(port), hostname);
      sockets.add(socket).add(upstream);
      socket.on('data', (data) => !silent && upstream.write(data));
      upstream.on('data', (data) => !silent && socket.write(data));
      for (const end of [socket, upstream]) end.on('error', () => {}).on('close', () => sockets.delete(end));
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = new URL(database.url);
    url.host = `127.0.0.1:${(proxy.address() as { port: number }).port}`;
    const { backend, call } = await start(url.href);
    silent = true;
    expect((await call('GET', '/v1/health')).body).toMatchObject({ status: 503, code: 'storage_unavailable' });
    silent = false;
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await call('GET', '/v1/health')).status, { timeout: 5_000 }).toBe(200);
    await backend.close();
    proxy.close();
  }, 30_000);

  it('migrates once when processes start together', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres({ url: database.url })));
    await Promise.all(opened.map((storage) => storage.close()));
  });
});
