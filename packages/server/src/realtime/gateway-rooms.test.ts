import { SERVER_LIMITS, SERVER_TIMING, type SubscribeOk, TIMING } from '@pulse-io/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { createTestGateway, PROJECT, type TestGateway, type TestGatewayOptions } from './gateway.test-kit.js';
import { COUNT_MS } from './pending-diff.js';

let kit: TestGateway | null = null;
const open = async (options?: TestGatewayOptions) => {
  kit = await createTestGateway(options);
  return kit;
};
afterEach(async () => {
  await kit?.close();
  kit = null;
});

const LOBBY = { sub: { ch: 'room:lobby' } };
const WITH_PRESENCE = { sub: { ch: 'room:lobby', presence: true } };
const names = (presences: readonly { userId: string }[] = []) => presences.map(({ userId }) => userId);

test('a room is answered with who is in it, and then tells who comes, changes and goes', async () => {
  const { user, presences, clock } = await open();
  const bob = await user('bob');
  await bob.call(LOBBY);
  const alice = await user('alice');
  const answer = (await alice.call(WITH_PRESENCE)) as { ok: SubscribeOk };
  expect(answer.ok).toMatchObject({ offset: 0, presence: [{ userId: 'bob', status: 'online' }, { userId: 'alice' }] });
  expect(answer.ok).not.toHaveProperty('count');
  const carol = await user('carol');
  await carol.call(LOBBY);
  await presences.set(PROJECT, 'bob', { status: 'busy' });
  await clock.advance(50);
  expect(alice.diffs).toMatchObject([
    {
      ...{ ch: 'room:lobby', ver: 1, leave: [] },
      ...{ join: [{ userId: 'carol' }], update: [{ userId: 'bob', status: 'busy' }] },
    },
  ]);
  await carol.call({ unsub: { ch: 'room:lobby' } });
  bob.peer.closed();
  await clock.advance(50);
  expect(names(alice.diffs.at(-1)?.leave)).toEqual(['carol', 'bob']);
  expect([bob.diffs, carol.diffs]).toEqual([[], []]);
});

test('a user is in a room while any of its sockets is, and subscribing again moves nobody', async () => {
  const { user, server, presences, clock } = await open();
  const watcher = await user('bob');
  await watcher.call(WITH_PRESENCE);
  const [desk, phone] = [await user('alice'), await user('alice')];
  for (const client of [desk, phone, desk]) await client.call(LOBBY);
  await (await server()).call(LOBBY);
  await clock.advance(50);
  expect(watcher.diffs.map(({ join }) => names(join))).toEqual([['alice']]);
  await desk.call({ unsub: { ch: 'room:lobby' } });
  await clock.advance(50);
  expect(watcher.diffs).toHaveLength(1);
  expect((await presences.getRoom(PROJECT, 'lobby')).count).toBe(2);
  phone.peer.closed();
  await clock.advance(50);
  expect(watcher.diffs.slice(1).map(({ leave }) => names(leave))).toEqual([['alice']]);
});

test('who came and went within a moment is not told of', async () => {
  const { user, clock } = await open();
  const [watcher, guest] = [await user('bob'), await user('alice')];
  await watcher.call(WITH_PRESENCE);
  await guest.call(LOBBY);
  await guest.call({ unsub: { ch: 'room:lobby' } });
  await clock.advance(50);
  expect(watcher.diffs).toEqual([]);
});

test('a lease that was lost comes back with its rooms at the next heartbeat', async () => {
  const { user, presences, clock } = await open();
  const client = await user('alice');
  await client.call(LOBBY);
  const [lost] = [...(await presences.getRoom(PROJECT, 'lobby')).members];
  expect(lost).toMatchObject({ userId: 'alice' });
  await clock.advance(TIMING.pingMs - 1);
  const frame = client.socket.frames.find((one) => 're' in one);
  const session = frame && 'ok' in frame && 'session' in frame.ok ? frame.ok.session : '';
  await presences.release(PROJECT, 'alice', session);
  expect((await presences.getRoom(PROJECT, 'lobby')).count).toBe(0);
  client.pong();
  await clock.advance(0);
  expect((await presences.getRoom(PROJECT, 'lobby')).count).toBe(1);
});

test('a socket that is killed leaves its rooms when its lease ends', async () => {
  const { presences, clock } = await open();
  await presences.hold(PROJECT, 'alice', { id: 'killed', idle: false, rooms: ['lobby'] });
  const watcher = await (kit as TestGateway).user('bob');
  await watcher.call(WITH_PRESENCE);
  for (let at = 0; at < SERVER_TIMING.leaseMs; at += TIMING.pingMs) {
    await clock.advance(TIMING.pingMs);
    watcher.pong();
  }
  await clock.advance(200);
  expect(watcher.diffs.map(({ leave }) => names(leave))).toEqual([['alice']]);
});

test('a token of one room opens no other, and a new token that opens less leaves', async () => {
  const { user, presences, tokenFor } = await open();
  const guest = await user('guest', { roomName: 'lobby' });
  expect(await guest.call(WITH_PRESENCE)).toMatchObject({ ok: { presence: [{ userId: 'guest' }] } });
  expect(await guest.call({ sub: { ch: 'room:hall', presence: true } })).toMatchObject({ err: { code: 'not_found' } });
  expect((await presences.getRoom(PROJECT, 'hall')).count).toBe(0);
  await guest.call({ refresh: { token: tokenFor('guest', { roomName: 'hall', tokenId: 'second' }) } });
  expect((await presences.getRoom(PROJECT, 'lobby')).count).toBe(0);
});

test('misses nobody who comes between the reading and the answer', async () => {
  let onRead: (() => Promise<unknown>) | null = null;
  const { user, presences, clock } = await open({
    presences: (inner) => ({
      ...inner,
      async getRoom(...args) {
        const answer = await inner.getRoom(...args);
        const meanwhile = onRead;
        onRead = null;
        await meanwhile?.();
        return answer;
      },
    }),
  });
  const [bob, carol] = [await user('bob'), await user('carol')];
  for (const client of [bob, carol]) await client.call(LOBBY);
  const watcher = await user('alice');
  onRead = async () => {
    await presences.hold(PROJECT, 'dora', { id: 'tab', idle: false, rooms: ['lobby'] });
    await presences.set(PROJECT, 'carol', { status: 'busy' });
    await presences.set(PROJECT, 'bob', { status: 'invisible' });
  };
  expect(await watcher.call(WITH_PRESENCE)).toMatchObject({
    ok: { presence: [{ userId: 'carol', status: 'busy' }, { userId: 'alice' }, { userId: 'dora' }] },
  });
  await clock.advance(200);
  expect(watcher.diffs).toEqual([]);
});

test('tells how many of a list did not fit, and then those', async () => {
  const { user, presences, clock } = await open();
  const customStatus = { text: '☃'.repeat(128), emoji: null, expiresAt: null };
  const users = Array.from({ length: 150 }, (_, n) => `user-${n}`);
  for (const userId of users) {
    await presences.hold(PROJECT, userId, { id: 'tab', idle: false, rooms: ['lobby'] });
    await presences.set(PROJECT, userId, { customStatus });
  }
  const watcher = await user('alice');
  const { ok } = (await watcher.call(WITH_PRESENCE)) as { ok: SubscribeOk };
  await clock.advance(50);
  const rest = watcher.diffs.flatMap((diff) => (diff.rest ? names(diff.update) : []));
  expect(ok.rest).toBeGreaterThan(0);
  expect(rest).toHaveLength(ok.rest ?? 0);
  expect([...names(ok.presence), ...rest]).toEqual([...users, 'alice']);
});

test('presence that fails costs a listener its subscription and is left again', async () => {
  const { user, presences } = await open({
    presences: (inner) => ({ ...inner, getRoom: () => Promise.reject(new Error('no')) }),
  });
  const client = await user('alice');
  expect(await client.call(WITH_PRESENCE)).toMatchObject({ err: { code: 'internal_error' } });
  await client.call({ unsub: { ch: 'room:none' } });
  expect(await presences.get(PROJECT, ['alice'])).toMatchObject([{ status: 'online' }]);
  expect(await client.call(LOBBY)).toMatchObject({ ok: { offset: 0 } });
});

describe('a room too large for a list', () => {
  const crowd = (count: number) => Array.from({ length: count }, (_, n) => `user-${n}`);
  const enter = (t: TestGateway, users: readonly string[]) =>
    Promise.all(users.map((userId) => t.presences.hold(PROJECT, userId, { id: 'tab', idle: false, rooms: ['lobby'] })));

  test('answers a count and a sample, and then tells counts at most once a second', async () => {
    const t = await open();
    await enter(t, crowd(SERVER_LIMITS.roomMembers));
    const watcher = await t.user('alice');
    const { ok } = (await watcher.call(WITH_PRESENCE)) as { ok: SubscribeOk };
    expect(ok.count).toBe(SERVER_LIMITS.roomMembers + 1);
    expect(ok.presence).toHaveLength(SERVER_LIMITS.roomSample);
    await t.presences.set(PROJECT, 'user-0', { status: 'busy' });
    await t.clock.advance(COUNT_MS);
    expect(watcher.diffs).toEqual([]);
    for (const n of [1, 2, 3, 4, 5]) {
      await enter(t, [`late-${n}`]);
      await t.clock.advance(300);
    }
    await t.clock.advance(COUNT_MS);
    expect(watcher.diffs).toMatchObject([
      { ch: 'room:lobby', ver: 1, join: [], leave: [], update: [], count: SERVER_LIMITS.roomMembers + 2 },
      { ver: 2, join: [], leave: [], update: [], count: SERVER_LIMITS.roomMembers + 5 },
      { ver: 3, join: [], leave: [], update: [], count: SERVER_LIMITS.roomMembers + 6 },
    ]);
  });

  test('goes over from lists to counts when it grows, and stays with them', async () => {
    const t = await open();
    await enter(t, crowd(SERVER_LIMITS.roomMembers - 1));
    const watcher = await t.user('alice');
    const { ok } = (await watcher.call(WITH_PRESENCE)) as { ok: SubscribeOk };
    expect(ok.presence?.length).toBe(SERVER_LIMITS.roomMembers);
    await enter(t, ['late']);
    await t.clock.advance(50);
    await t.presences.set(PROJECT, 'late', { status: 'invisible' });
    await t.clock.advance(COUNT_MS);
    expect(watcher.diffs).toMatchObject([
      { join: [], count: SERVER_LIMITS.roomMembers + 1 },
      { leave: [], count: SERVER_LIMITS.roomMembers },
    ]);
    const again = (await watcher.call(WITH_PRESENCE)) as { ok: SubscribeOk };
    expect(again.ok.presence).toHaveLength(SERVER_LIMITS.roomMembers);
    expect(again.ok).not.toHaveProperty('count');
  });
});
