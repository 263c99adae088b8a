import { SERVER_CLOSE, SERVER_LIMITS, SERVER_TIMING, TIMING } from '@pulse-io/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.js';
import { createTestGateway, EPOCH, PROJECT, type TestGateway, type TestGatewayOptions } from './gateway.test-kit.js';
import { CONGESTED_BYTES, SLOW_BYTES } from './outbox.js';

let kit: TestGateway | null = null;
const open = async (options?: TestGatewayOptions) => {
  kit = await createTestGateway(options);
  return kit;
};
afterEach(async () => {
  await kit?.close();
  kit = null;
});

const FEED = 'feed:user:alice';

describe('sub', () => {
  test('answers a position and then gives events', async () => {
    const { user, append } = await open();
    await append('user:alice', 2);
    const client = await user('bob');
    expect(await client.call({ sub: { ch: FEED } })).toEqual({
      re: 2,
      ok: { epoch: EPOCH, offset: 2, recovered: false, events: [] },
    });
    await append('user:alice', 2);
    expect(client.events.map(({ ch, offset }) => [ch, offset])).toEqual([
      [FEED, 3],
      [FEED, 4],
    ]);
  });

  test('recovers, also again on a channel that is subscribed, without a repeat', async () => {
    const { user, append } = await open();
    await append('user:alice', 3);
    const client = await user('bob');
    const sub = { ch: FEED, recover: { epoch: EPOCH, offset: 1 } };
    for (let n = 0; n < 2; n++) {
      expect(await client.call({ sub })).toMatchObject({
        ok: { offset: 3, recovered: true, events: [{ offset: 2 }, { offset: 3 }] },
      });
    }
    await append('user:alice');
    expect(client.events.map(({ offset }) => offset)).toEqual([4]);
  });

  test('sends what does not fit the answer in frames of their own', async () => {
    const { user, appendBig } = await open();
    await appendBig('user:alice', 20, 10_000);
    const client = await user('bob');
    const answer = await client.call({ sub: { ch: FEED, recover: { epoch: EPOCH, offset: 0 } } });
    const { ok } = answer as { ok: { offset: number; events: { offset: number }[] } };
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(SERVER_LIMITS.frameBytes);
    expect(ok.offset).toBe(ok.events.length);
    expect([...ok.events, ...client.events].map(({ offset }) => offset)).toEqual([...Array(20)].map((_, n) => n + 1));
  });

  test('does not send more than a query would', async () => {
    const { user, appendBig, append } = await open();
    await appendBig('user:alice', 60, 10_000);
    const client = await user('bob');
    expect(await client.call({ sub: { ch: FEED, recover: { epoch: EPOCH, offset: 0 } } })).toMatchObject({
      ok: { offset: 60, recovered: false, events: [] },
    });
    await append('user:alice');
    expect(client.events.map(({ offset }) => offset)).toEqual([61]);
  });

  test.each([
    ['user', 'feed:timeline:bob', true],
    ['user', 'feed:user:alice', true],
    ['user', 'feed:notification:alice', false],
    ['user', 'feed:nonsense', false],
    ['user', 'presence:alice', true],
    ['user', 'presence:a b', false],
    ['user', 'room:any', true],
    ['user', 'room:', false],
    ['user', 'user:bob', true],
    ['user', 'user:alice', false],
    ['user', 'project', false],
    ['user', 'projects', false],
    ['user', 'chat:1', false],
    ['guest', 'room:lobby', true],
    ['guest', 'room:any', false],
    ['moderator', 'project', true],
    ['admin', 'project', true],
    ['admin', 'user:alice', false],
    ['server', 'project', true],
    ['server', 'feed:notification:alice', true],
    ['server', 'user:alice', true],
    ['server', 'room:any', true],
    ['server', 'nothing:x', false],
  ])('as %s on %s: %s', async (who, ch, allowed) => {
    const { user, server } = await open();
    const claims = who === 'guest' ? { roomName: 'lobby' } : who === 'server' ? {} : { role: who as 'user' };
    const client = who === 'server' ? await server() : await user('bob', claims);
    const answer = await client.call({ sub: { ch } });
    if (allowed) expect(answer).toMatchObject({ ok: { offset: 0 } });
    else expect(answer).toMatchObject({ err: { code: 'not_found', retryable: false } });
    expect(client.closed).toBeNull();
  });

  test('takes so many channels and no more', async () => {
    const { user, clock } = await open();
    const client = await user('bob');
    for (let n = 0; n < SERVER_LIMITS.channels; n++) {
      if (n % 40 === 0) await clock.advance(1_000);
      client.peer.message(JSON.stringify({ id: 1_000 + n, sub: { ch: `room:${n}` } }));
      await settle(1);
    }
    expect(await client.call({ sub: { ch: 'room:one-more' } })).toMatchObject({ err: { code: 'too_many_channels' } });
    expect(await client.call({ sub: { ch: 'room:0' } })).toMatchObject({ ok: {} });
    await client.call({ unsub: { ch: 'room:0' } });
    expect(await client.call({ sub: { ch: 'room:one-more' } })).toMatchObject({ ok: {} });
  });

  test('answers that the storage is away, and that the server failed, without a detail', async () => {
    let error: Error | null = null;
    const { user, logged } = await open({
      storage: (inner) => ({
        db: {
          selectFrom: ((table: 'channel') => {
            if (error) throw error;
            return inner.db.selectFrom(table);
          }) as typeof inner.db.selectFrom,
        },
        isUnavailable: (cause) => cause instanceof Error && cause.message === 'ENOSPC',
      }),
    });
    const client = await user('bob');
    error = new Error('ENOSPC');
    expect(await client.call({ sub: { ch: FEED } })).toMatchObject({
      err: { code: 'storage_unavailable', retryable: true },
    });
    error = new Error('secret detail');
    const answer = await client.call({ sub: { ch: FEED } });
    expect(answer).toMatchObject({ err: { code: 'internal_error', retryable: true } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(logged.length).toBeGreaterThan(0);
    error = null;
    expect(await client.call({ sub: { ch: FEED } })).toMatchObject({ ok: { offset: 0 } });
  });

  test('of a socket that goes meanwhile leaves nothing attached', async () => {
    const { user, append } = await open();
    const client = await user('bob');
    client.peer.message(JSON.stringify({ id: 2, sub: { ch: FEED } }));
    client.peer.closed();
    await settle();
    await append('user:alice');
    expect(client.events).toEqual([]);
  });

  test('ends with unsubd when events were purged before they could be read', async () => {
    const { user, append, storage, bus, clock } = await open();
    const client = await user('bob');
    await client.call({ sub: { ch: FEED } });
    const { publish } = bus;
    bus.publish = () => {};
    await append('user:alice', 3);
    await storage.transaction(async (tx) => void (await tx.deleteFrom('event').execute()));
    bus.publish = publish;
    await clock.advance(TIMING.pingMs);
    client.pong();
    await clock.advance(5_000);
    expect(client.socket.frames.at(-1)).toEqual({ unsubd: { ch: FEED, code: 'unavailable' } });
    expect(await client.call({ sub: { ch: FEED, recover: { epoch: EPOCH, offset: 0 } } })).toMatchObject({
      ok: { offset: 3, recovered: false },
    });
  });
});

test('unsub ends a subscription, and is no error without one', async () => {
  const { user, append } = await open();
  const client = await user('bob');
  await client.call({ sub: { ch: FEED } });
  for (let n = 0; n < 2; n++) expect(await client.call({ unsub: { ch: FEED } })).toMatchObject({ ok: {} });
  await append('user:alice');
  expect(client.events).toEqual([]);
});

describe('signal', () => {
  const signal = { ch: 'room:lobby', type: 'typing_started', data: {} };

  test('reaches everybody else in the room', async () => {
    const { user } = await open();
    const [alice, tab, bob, outside] = [await user('alice'), await user('alice'), await user('bob'), await user('eve')];
    for (const client of [alice, tab, bob]) await client.call({ sub: { ch: 'room:lobby' } });
    expect(await alice.call({ signal })).toMatchObject({ ok: {} });
    const expected = [{ ...signal, user: 'alice', ttlMs: SERVER_TIMING.typingTtlMs }];
    expect([alice, tab, bob, outside].map(({ ephemerals }) => ephemerals)).toEqual([[], expected, expected, []]);
  });

  test('is for rooms that the user is in', async () => {
    const { user, server } = await open();
    const alice = await user('alice');
    expect(await alice.call({ signal })).toMatchObject({ err: { code: 'not_found' } });
    await alice.call({ sub: { ch: FEED } });
    expect(await alice.call({ signal: { ...signal, ch: FEED } })).toMatchObject({ err: { code: 'invalid_request' } });
    const backend = await server();
    await backend.call({ sub: { ch: 'room:lobby' } });
    expect(await backend.call({ signal })).toMatchObject({ err: { code: 'forbidden' } });
  });
});

describe('a slow consumer', () => {
  test('loses ephemerals and has presence wait, but no event', async () => {
    const { user, append, presences, clock } = await open();
    const [slow, typist] = [await user('slow'), await user('typist')];
    for (const client of [slow, typist]) await client.call({ sub: { ch: 'room:lobby' } });
    await slow.call({ sub: { ch: FEED } });
    await slow.call({ watch: { users: ['carol'] } });
    slow.socket.bufferedAmount = CONGESTED_BYTES + 1;
    await typist.call({ signal: { ch: 'room:lobby', type: 'typing_started', data: {} } });
    await presences.set(PROJECT, 'carol', { status: 'online' });
    await append('user:alice');
    await clock.advance(200);
    await presences.set(PROJECT, 'carol', { status: 'busy' });
    await clock.advance(200);
    expect([slow.ephemerals.length, slow.diffs.length, slow.events.length]).toEqual([0, 0, 1]);
    slow.socket.bufferedAmount = 0;
    await clock.advance(100);
    expect(slow.diffs).toMatchObject([{ ver: 1, join: [{ userId: 'carol', status: 'busy' }] }]);
    expect(slow.closed).toBeNull();
  });

  test('is closed above 1 MiB', async () => {
    const { user, append } = await open();
    const client = await user('bob');
    await client.call({ sub: { ch: FEED } });
    client.socket.bufferedAmount = SLOW_BYTES;
    await append('user:alice');
    expect(client.events).toHaveLength(1);
    client.socket.bufferedAmount = SLOW_BYTES + 1;
    await append('user:alice');
    expect(client.closed?.code).toBe(SERVER_CLOSE.slow);
    expect(client.events).toHaveLength(1);
  });
});

test('frames of a socket are answered in order', async () => {
  const { user, append } = await open();
  await append('user:alice', 50);
  const client = await user('bob');
  const frames = [
    { id: 11, sub: { ch: FEED, recover: { epoch: EPOCH, offset: 0 } } },
    { id: 12, unsub: { ch: 'room:x' } },
    { id: 13, watch: { users: ['alice'] } },
    { id: 14, signal: { ch: 'room:x', type: 'typing_started', data: {} } },
    { id: 15, sub: { ch: 'room:x' } },
  ];
  for (const frame of frames) client.peer.message(JSON.stringify(frame));
  await settle();
  expect(client.socket.frames.slice(1).map((frame) => 're' in frame && frame.re)).toEqual([11, 12, 13, 14, 15]);
});

test('sockets share what they listen to, and leave nothing of it behind', async () => {
  const { user, attached } = await open();
  const clients = [await user('alice'), await user('bob'), await user('carol')];
  for (const client of clients) {
    for (const ch of [FEED, 'presence:alice', 'room:lobby']) await client.call({ sub: { ch } });
    await client.call({ watch: { users: ['alice'] } });
  }
  expect([...attached].sort()).toEqual(
    ['ch/feed:user:alice', 'ch/presence:alice', 'ch/room:lobby', 'control', 'presence'].map(
      (name) => `${PROJECT}/${name}`,
    ),
  );
  clients[0]?.peer.closed();
  await clients[1]?.call({ connect: { key: '' } });
  await settle();
  expect(attached).toHaveLength(5);
  clients[2]?.peer.closed();
  await settle();
  expect(attached).toEqual([]);
});
