import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLOSE, SERVER_CLOSE, SERVER_LIMITS, SUBPROTOCOL } from '@pulse-io/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestGateway, KEY, SECRET, type TestGateway } from '../realtime/gateway.test-kit.js';
import { attachRealtime } from './attach-realtime.js';

let kit: TestGateway;
let detach: () => Promise<void>;
let base: string;
const server = createServer((_, response) => response.end());

beforeEach(async () => {
  kit = await createTestGateway();
  detach = attachRealtime(server, kit.gateway);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await detach();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await kit.close();
});

/** A real client that keeps what it hears. */
async function dial(
  path = '/v1/realtime',
  { protocol = SUBPROTOCOL, origin }: { protocol?: string; origin?: string } = {},
) {
  const socket = new WebSocket(`${base}${path}`, protocol, origin === undefined ? {} : { origin });
  const frames: Record<string, unknown>[] = [];
  let wake: () => void = () => {};
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await once(socket, 'open');
  return {
    socket,
    closed,
    send: (frame: unknown) => socket.send(JSON.stringify(frame)),
    /** The next frame that was not taken yet. */
    async next() {
      while (frames.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return frames.shift();
    },
  };
}

test.each(['/v1/realtime', '/api/v1/realtime', '/v1/realtime?region=eu'])('serves %s from end to end', async (path) => {
  const client = await dial(path);
  expect(client.socket.protocol).toBe(SUBPROTOCOL);
  expect(client.socket.extensions).toBe('');
  client.send({ id: 1, connect: { key: KEY, token: kit.tokenFor('alice') } });
  expect(await client.next()).toMatchObject({ re: 1, ok: { session: expect.any(String) } });
  client.send({ id: 2, sub: { ch: 'feed:user:bob' } });
  expect(await client.next()).toMatchObject({ re: 2, ok: { offset: 0 } });
  await kit.append('user:bob');
  expect(await client.next()).toMatchObject({ ev: { ch: 'feed:user:bob', offset: 1 } });
  client.socket.close();
  await client.closed;
});

test('carries binary frames and long ones to the gateway, which gives the close code', async () => {
  const binary = await dial();
  binary.socket.send(Buffer.from('{}'));
  expect((await binary.closed).code).toBe(SERVER_CLOSE.badFrame);
  const long = await dial();
  long.socket.send('x'.repeat(SERVER_LIMITS.frameBytes + 1));
  expect(await long.closed).toMatchObject({ code: SERVER_CLOSE.badFrame, reason: expect.stringContaining('bytes') });
});

test('outlives a frame that is longer than any', async () => {
  const huge = await dial();
  huge.socket.send('x'.repeat(1_000_000));
  expect((await huge.closed).code).toBe(1009);
  expect((await dial()).socket.readyState).toBe(WebSocket.OPEN);
});

test('tells a client of another version so', async () => {
  const client = await dial('/v1/realtime', { protocol: 'pulse.v9.json' });
  expect((await client.closed).code).toBe(SERVER_CLOSE.version);
});

test('passes the origin on', async () => {
  const client = await dial('/v1/realtime', { origin: 'https://app.example' });
  client.send({ id: 1, connect: { key: KEY, secret: SECRET } });
  expect((await client.closed).code).toBe(CLOSE.forbidden);
});

test('has nothing on other paths', async () => {
  const upgrade = request(`${base.replace('ws', 'http')}/v1/realtimes`, {
    headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
  });
  upgrade.end();
  const [response] = (await once(upgrade, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(404);
  response.resume();
  await once(response, 'close');
});

test('a user is gone when its connection breaks', async () => {
  const client = await dial();
  client.send({ id: 1, connect: { key: KEY, token: kit.tokenFor('alice') } });
  await client.next();
  const watcher = await dial();
  watcher.send({ id: 1, connect: { key: KEY, token: kit.tokenFor('bob') } });
  await watcher.next();
  watcher.send({ id: 2, watch: { users: ['alice'] } });
  expect(await watcher.next()).toMatchObject({ ok: { presence: [{ status: 'online' }] } });
  const released = new Promise<void>((resolve) => {
    const { release } = kit.presences;
    kit.presences.release = async (...args) => {
      await release(...args);
      resolve();
    };
  });
  client.socket.terminate();
  await released;
  await kit.clock.advance(15_100);
  expect(await watcher.next()).toMatchObject({ pres: { leave: [{ userId: 'alice' }] } });
});

test('closes every socket when it is detached', async () => {
  const clients = [await dial(), await dial()];
  await detach();
  for (const client of clients) expect((await client.closed).code).toBe(SERVER_CLOSE.shutdown);
  await expect(dial()).rejects.toThrow();
});

test('cuts off a peer that does not answer the close', async () => {
  const client = await dial();
  client.socket.pause();
  await detach();
  client.socket.resume();
  await client.closed;
});
