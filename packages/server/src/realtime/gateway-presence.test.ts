import { SERVER_LIMITS, SERVER_TIMING, TIMING, WATCH_CHANNEL, type WatchOk } from '@pulse-io/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.js';
import {
  createTestGateway,
  KEY,
  PROJECT,
  type TestClient,
  type TestGateway,
  type TestGatewayOptions,
} from './gateway.test-kit.js';
import { CONGESTED_BYTES } from './outbox.js';

let kit: TestGateway | null = null;
const open = async (options?: TestGatewayOptions) => {
  kit = await createTestGateway(options);
  return kit;
};
afterEach(async () => {
  await kit?.close();
  kit = null;
});

describe('a connected user', () => {
  test('is present while its socket answers, and for a while after', async () => {
    const { user, presences, clock } = await open();
    const statusOf = async () => (await presences.get(PROJECT, ['alice']))[0]?.status;
    const client = await user('alice');
    for (let n = 0; n < 5; n++) {
      await clock.advance(TIMING.pingMs);
      client.pong();
    }
    await clock.advance(0);
    expect(await statusOf()).toBe('online');
    client.peer.closed();
    await clock.advance(SERVER_TIMING.graceMs - 1);
    expect(await statusOf()).toBe('online');
    await clock.advance(101);
    expect(await statusOf()).toBe('offline');
  });

  test('is not lost to presence that fails', async () => {
    const { user, logged } = await open({
      presences: (inner) => ({ ...inner, hold: () => Promise.reject(new Error('no')) }),
    });
    expect((await user('alice')).socket.frames).toMatchObject([{ ok: {} }]);
    expect(logged).toEqual(['a presence lease failed']);
  });

  test('is away while all its sockets say so', async () => {
    const { user, presences, clock } = await open();
    const statusOf = async () => (await presences.get(PROJECT, ['alice']))[0]?.status;
    const [desk, phone] = [await user('alice'), await user('alice')];
    const say = (client: TestClient, type: string) => client.call({ signal: { ch: WATCH_CHANNEL, type, data: {} } });
    expect(await say(desk, 'away')).toMatchObject({ ok: {} });
    expect(await statusOf()).toBe('online');
    await say(phone, 'away');
    expect(await statusOf()).toBe('away');
    await clock.advance(TIMING.pingMs);
    for (const client of [desk, phone]) client.pong();
    await clock.advance(0);
    expect(await statusOf()).toBe('away');
    await say(phone, 'active');
    expect(await statusOf()).toBe('online');
  });

  test('is away from the first moment where its socket says so', async () => {
    const { user, dial, tokenFor, clock } = await open();
    const watcher = await user('bob');
    await watcher.call({ watch: { users: ['alice'] } });
    const comes = async () => {
      const client = dial();
      await client.call({ connect: { key: KEY, token: tokenFor('alice'), idle: true } });
      await clock.advance(50);
      return client;
    };
    const client = await comes();
    expect(watcher.diffs).toMatchObject([{ join: [{ userId: 'alice', status: 'away' }] }]);
    client.peer.closed();
    await comes();
    expect(watcher.diffs).toHaveLength(1);
  });

  test('reconnects without anybody noticing', async () => {
    const { user, clock } = await open();
    const watcher = await user('bob');
    const client = await user('alice');
    await watcher.call({ watch: { users: ['alice'] } });
    client.peer.closed();
    await clock.advance(SERVER_TIMING.graceMs - 1_000);
    await user('alice');
    await clock.advance(5_000);
    expect(watcher.diffs).toEqual([]);
  });
});

describe('watch', () => {
  test('answers and then tells changes, coalesced, as join, update and leave', async () => {
    const { user, presences, clock } = await open();
    await presences.set(PROJECT, 'alice', { status: 'away' });
    const watcher = await user('bob');
    expect(await watcher.call({ watch: { users: ['alice', 'carol', 'alice'] } })).toMatchObject({
      ok: {
        presence: [
          { userId: 'alice', status: 'away' },
          { userId: 'carol', status: 'offline', lastSeenAt: null },
        ],
      },
    });
    await presences.set(PROJECT, 'carol', { status: 'online' });
    await presences.set(PROJECT, 'carol', { status: 'busy' });
    await presences.set(PROJECT, 'alice', { status: 'online' });
    await presences.set(PROJECT, 'stranger', { status: 'online' });
    await clock.advance(49);
    expect(watcher.diffs).toEqual([]);
    await clock.advance(1);
    expect(watcher.diffs).toMatchObject([
      {
        ...{ ch: WATCH_CHANNEL, ver: 1, leave: [] },
        join: [{ userId: 'carol', status: 'busy' }],
        update: [{ userId: 'alice', status: 'online' }],
      },
    ]);
    await presences.set(PROJECT, 'alice', { status: 'offline' });
    await clock.advance(50);
    expect(watcher.diffs.at(-1)).toMatchObject({ ver: 2, join: [], leave: [{ userId: 'alice' }], update: [] });
  });

  test('says nothing of what came and went within the window, but the time of the last sight', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    await presences.set(PROJECT, 'alice', { status: 'away' });
    await watcher.call({ watch: { users: ['alice', 'carol'] } });
    await presences.set(PROJECT, 'alice', { status: 'busy' });
    await presences.set(PROJECT, 'alice', { status: 'away' });
    await clock.advance(50);
    expect(watcher.diffs).toEqual([]);
    await presences.set(PROJECT, 'carol', { status: 'online' });
    await presences.set(PROJECT, 'carol', { status: 'offline' });
    await clock.advance(50);
    expect(watcher.diffs).toMatchObject([{ join: [], leave: [], update: [{ userId: 'carol', status: 'offline' }] }]);
  });

  test('replaces the set that was watched before', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    await watcher.call({ watch: { users: ['alice', 'carol'] } });
    await presences.set(PROJECT, 'alice', { status: 'online' });
    await watcher.call({ watch: { users: ['carol'] } });
    await presences.set(PROJECT, 'alice', { status: 'busy' });
    await presences.set(PROJECT, 'carol', { status: 'busy' });
    await clock.advance(50);
    expect(watcher.diffs.flatMap(({ join }) => join.map(({ userId }) => userId))).toEqual(['carol']);
    await watcher.call({ watch: { users: [] } });
    await presences.set(PROJECT, 'carol', { status: 'offline' });
    await clock.advance(50);
    expect(watcher.diffs).toHaveLength(1);
  });

  test('misses no change between its answer and the first diff', async () => {
    let onRead: (() => Promise<unknown>) | null = null;
    const { user, presences, clock } = await open({
      presences: (inner) => ({
        ...inner,
        async get(...args) {
          const answer = await inner.get(...args);
          const meanwhile = onRead;
          onRead = null;
          await meanwhile?.();
          return answer;
        },
      }),
    });
    const watcher = await user('bob');
    onRead = async () => {
      await presences.set(PROJECT, 'alice', { status: 'busy' });
      await clock.advance(200);
    };
    await watcher.call({ watch: { users: ['alice'] } });
    await settle(20);
    expect(watcher.answer(2)).toMatchObject({ ok: { presence: [{ userId: 'alice', status: 'busy' }] } });
    await clock.advance(200);
    expect(watcher.diffs).toEqual([]);
    await presences.set(PROJECT, 'alice', { status: 'away' });
    await clock.advance(50);
    expect(watcher.diffs).toMatchObject([{ ver: 1, update: [{ userId: 'alice', status: 'away' }] }]);
  });

  test('that fails watches nobody', async () => {
    const { user, presences, clock } = await open({
      presences: (inner) => ({ ...inner, get: () => Promise.reject(new Error('no')) }),
    });
    const watcher = await user('bob');
    expect(await watcher.call({ watch: { users: ['alice'] } })).toMatchObject({ err: { code: 'internal_error' } });
    await presences.set(PROJECT, 'alice', { status: 'online' });
    await clock.advance(50);
    expect(watcher.diffs).toEqual([]);
  });

  test('tells in further frames what is too much for one', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    const users = Array.from({ length: 500 }, (_, n) => `user-${n}`.padEnd(128, 'x'));
    // As long as it may be: characters of three bytes each.
    const line = '☃'.repeat(128);
    const change = {
      customStatus: { text: line, emoji: '☃'.repeat(32), expiresAt: '2026-12-31T00:00:00.000Z' },
      activity: { type: 'a'.repeat(32), text: line, custom: { filler: 'x'.repeat(1_000) } },
    };
    for (const userId of users) await presences.set(PROJECT, userId, { status: 'busy', ...change });
    const { ok } = (await watcher.call({ watch: { users } })) as { ok: WatchOk };
    expect(ok.presence.length).toBeGreaterThan(20);
    await clock.advance(50);
    expect(watcher.diffs.every(({ rest, join, leave }) => rest && join.length + leave.length === 0)).toBe(true);
    const told = [...ok.presence, ...watcher.diffs.flatMap(({ update }) => update)];
    expect(told.map(({ userId }) => userId)).toEqual(users);
    expect(told.at(-1)).toMatchObject({ status: 'busy', ...change });

    const before = watcher.diffs.length;
    for (const userId of users) await presences.set(PROJECT, userId, { status: 'away' });
    await clock.advance(50);
    const diffs = watcher.diffs.slice(before);
    expect(diffs.flatMap(({ update }) => update.map(({ userId }) => userId))).toEqual(users);
    expect(diffs.map(({ ver }) => ver)).toEqual(diffs.map((_, n) => before + n + 1));
    const sizes = watcher.socket.frames.map((frame) => new TextEncoder().encode(JSON.stringify(frame)).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(SERVER_LIMITS.frameBytes);
    expect(Math.max(...sizes)).toBeGreaterThan(60_000);
  });

  test('waits with the rest of an answer, and with changes, while the consumer lags', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    const users = Array.from({ length: 500 }, (_, n) => `user-${n}`.padEnd(128, 'x'));
    watcher.socket.bufferedAmount = CONGESTED_BYTES + 1;
    await watcher.call({ watch: { users } });
    await presences.set(PROJECT, users[499] ?? '', { status: 'busy' });
    await clock.advance(500);
    expect(watcher.diffs).toEqual([]);
    watcher.socket.bufferedAmount = 0;
    await clock.advance(50);
    expect(watcher.diffs[0]).toMatchObject({ rest: true });
    expect(watcher.diffs[1]).toMatchObject({ join: [{ userId: users[499], status: 'busy' }] });
    expect(watcher.diffs).toHaveLength(2);
  });

  test('tells of a custom status and an activity, and of nothing when they are as they were', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    await user('alice');
    await watcher.call({ watch: { users: ['alice'] } });
    const customStatus = { text: 'Lunch', emoji: '🍜', expiresAt: new Date(clock.now() + 10_000).toISOString() };
    await presences.set(PROJECT, 'alice', { customStatus });
    await clock.advance(50);
    expect(watcher.diffs).toMatchObject([{ join: [], leave: [], update: [{ status: 'online', customStatus }] }]);
    await presences.set(PROJECT, 'alice', { activity: { type: 'playing', text: 'Chess' } });
    await presences.set(PROJECT, 'alice', { activity: null });
    await clock.advance(50);
    expect(watcher.diffs).toHaveLength(1);
    await clock.advance(10_000);
    expect(watcher.diffs.slice(1)).toMatchObject([{ update: [{ userId: 'alice', customStatus: null }] }]);
  });
});

describe('sub', () => {
  test('of a user answers its presence and tells changes under the channel', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    expect(await watcher.call({ sub: { ch: 'presence:alice' } })).toMatchObject({
      ok: { offset: 0, presence: [{ userId: 'alice', status: 'offline' }] },
    });
    await presences.set(PROJECT, 'alice', { status: 'online' });
    await clock.advance(50);
    expect(watcher.diffs).toMatchObject([{ ch: 'presence:alice', join: [{ userId: 'alice' }] }]);
    await watcher.call({ unsub: { ch: 'presence:alice' } });
    await presences.set(PROJECT, 'alice', { status: 'offline' });
    await clock.advance(50);
    expect(watcher.diffs).toHaveLength(1);
  });

  test('of the project tells changes of everybody', async () => {
    const { server, user, presences, clock } = await open();
    const backend = await server();
    const answer = await backend.call({ sub: { ch: 'project' } });
    expect(answer).toMatchObject({ ok: { offset: 0 } });
    expect(answer).not.toHaveProperty('ok.presence');
    await user('alice');
    await presences.set('project-2', 'eve', { status: 'online' });
    await clock.advance(50);
    expect(backend.diffs).toMatchObject([{ ch: 'project', join: [{ userId: 'alice', status: 'online' }] }]);
  });

  test('counts versions over all that a socket hears', async () => {
    const { server, presences, clock } = await open();
    const backend = await server();
    for (const sub of [{ ch: 'project' }, { ch: 'presence:alice' }]) await backend.call({ sub });
    await backend.call({ watch: { users: ['alice'] } });
    await presences.set(PROJECT, 'alice', { status: 'online' });
    await clock.advance(50);
    expect(backend.diffs.map(({ ch, ver }) => [ch, ver])).toEqual([
      ['project', 1],
      ['presence:alice', 2],
      ['presence', 3],
    ]);
  });
});

test('a socket that goes while it starts to watch listens to nothing', async () => {
  const { user, presences, clock } = await open();
  const watcher = await user('bob');
  watcher.peer.message(JSON.stringify({ id: 9, watch: { users: ['alice'] } }));
  watcher.peer.closed();
  await settle();
  await presences.set(PROJECT, 'alice', { status: 'online' });
  await clock.advance(100);
  expect(watcher.diffs).toEqual([]);
});
