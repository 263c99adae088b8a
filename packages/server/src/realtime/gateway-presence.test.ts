import { SERVER_TIMING, TIMING, WATCH_CHANNEL } from '@pulse-io/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.js';
import { createTestGateway, PROJECT, type TestGateway, type TestGatewayOptions } from './gateway.test-kit.js';

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

  test('splits what would be too much for a frame', async () => {
    const { user, presences, clock } = await open();
    const watcher = await user('bob');
    const users = Array.from({ length: 450 }, (_, n) => `user-${n}`.padEnd(128, 'x'));
    await watcher.call({ watch: { users } });
    for (const userId of users) await presences.set(PROJECT, userId, { status: 'online' });
    await clock.advance(50);
    expect(watcher.diffs.map(({ ver, join }) => [ver, join.length])).toEqual([
      [1, 200],
      [2, 200],
      [3, 50],
    ]);
    for (const pres of watcher.diffs) expect(JSON.stringify({ pres }).length).toBeLessThan(65_536);
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
