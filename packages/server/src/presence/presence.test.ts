import type { Presence, Problem, RoomPresence } from '@pulse-io/protocol';
import { SUBPROTOCOL } from '@pulse-io/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestClient } from '../realtime/gateway.test-kit.js';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.js';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';

let t: TestBackend;
let clock: FakeClock;
let run = 0;
/** Users of one test, so that tests do not meet. */
let alice: string;
let bob: string;
beforeAll(async () => {
  clock = createFakeClock();
  t = await createTestBackend('memory', { clock });
});
afterAll(() => t.dispose());
beforeEach(() => {
  run++;
  alice = `alice-${run}`;
  bob = `bob-${run}`;
});

/** Sends a frame and waits for its answer: tokens are checked off the thread. */
async function call(client: TestClient, id: number, frame: Record<string, unknown>): Promise<unknown> {
  client.peer.message(JSON.stringify({ id, ...frame }));
  return vi.waitFor(() => {
    const answer = client.answer(id);
    expect(answer).toMatchObject({ ok: {} });
    return answer;
  });
}

async function connect(identity: string): Promise<TestClient> {
  const { token } = await t.a.user(identity);
  const client = new TestClient(t.backend.gateway, { origin: 'https://app.example', protocol: SUBPROTOCOL });
  await call(client, 1, { connect: { key: t.a.apiKey, token } });
  return client;
}

async function connectServer(): Promise<TestClient> {
  const client = new TestClient(t.backend.gateway);
  await call(client, 1, { connect: { key: t.a.apiKey, secret: t.a.apiSecret } });
  return client;
}

const timestamp = (ms = 0) => new Date(clock.now() + ms).toISOString();
const online = (body: unknown) => t.a.server<Presence & Problem>('POST', '/v1/presence/online', { body });
const activity = (body: unknown) => t.a.server<Presence & Problem>('POST', '/v1/presence/activity', { body });

test('an invisible user reads as offline on every path, and as one who has really gone', async () => {
  const [hidden, really] = [await connect(alice), await connect(bob)];
  const room = `lobby-${run}`;
  for (const client of [hidden, really]) await call(client, 2, { sub: { ch: `room:${room}` } });
  for (const userId of [alice, bob]) {
    await online({ userId, customStatus: { text: 'Here' } });
    await activity({ userId, activity: { type: 'playing', text: 'Chess' } });
  }
  const [watcher, backend] = [await connect(`carol-${run}`), await connectServer()];
  await call(watcher, 2, { watch: { users: [alice, bob] } });
  await call(watcher, 3, { sub: { ch: `presence:${alice}` } });
  await call(watcher, 4, { sub: { ch: `room:${room}`, presence: true } });
  await call(backend, 2, { sub: { ch: 'project' } });

  really.peer.closed();
  await clock.advance(14_000);
  const own = await (await t.a.user(alice))<Presence>('POST', '/v1/presence/online', { body: { status: 'invisible' } });
  const lastSeenAt = timestamp();
  const gone = { userId: alice, status: 'offline', lastSeenAt, customStatus: null, activity: null };
  expect(own.body).toEqual(gone);
  await clock.advance(4_000);
  // What a hidden user goes on doing is not seen.
  await activity({ userId: alice, activity: { type: 'playing', text: 'Go' } });
  await online({ userId: alice, customStatus: { text: 'Still here', expiresAt: timestamp(1_000) } });
  const again = await connect(alice);
  await call(again, 2, { sub: { ch: `room:${room}` } });
  hidden.peer.closed();
  await clock.advance(12_000);

  const read = async <T>(path: string) => (await t.a.server<T>('GET', path)).body;
  expect(await read(`/v1/presence/status/${alice}`)).toEqual(gone);
  const { data } = await read<{ data: Presence[] }>(`/v1/presence/bulk?ids=${alice},${bob}`);
  expect(data).toEqual([gone, { ...gone, userId: bob, lastSeenAt: timestamp(-15_000) }]);
  const body = { ids: [alice] };
  expect((await t.a.server('POST', '/v1/presence/bulk', { body })).body).toEqual({ data: [gone] });
  const inRoom = await read<RoomPresence>(`/v1/presence/room/${room}`);
  expect(inRoom).toMatchObject({ count: 1, complete: true, members: [{ userId: `carol-${run}` }] });

  expect(await call(watcher, 5, { watch: { users: [alice] } })).toMatchObject({ ok: { presence: [gone] } });
  expect(await call(watcher, 6, { sub: { ch: `presence:${alice}` } })).toMatchObject({ ok: { presence: [gone] } });
  const { ok } = (await call(watcher, 7, { sub: { ch: `room:${room}`, presence: true } })) as {
    ok: { presence: Presence[] };
  };
  expect(ok.presence.map(({ userId }) => userId)).toEqual([`carol-${run}`]);

  // Everywhere one leave, and nothing after it.
  for (const [client, ch] of [
    [watcher, 'presence'],
    [watcher, `presence:${alice}`],
    [backend, 'project'],
    [watcher, `room:${room}`],
  ] as const) {
    const diffs = client.diffs.filter((diff) => diff.ch === ch);
    const ofAlice = diffs.flatMap(({ join, leave, update }) =>
      Object.entries({ join, leave, update }).flatMap(([kind, presences]) =>
        presences.filter(({ userId }) => userId === alice).map((presence) => ({ kind, presence })),
      ),
    );
    expect({ ch, ofAlice: ofAlice.slice(-1) }).toEqual({ ch, ofAlice: [{ kind: 'leave', presence: gone }] });
    expect(ofAlice.filter(({ presence }) => presence.status === 'offline')).toHaveLength(1);
    expect(JSON.stringify(diffs)).not.toMatch(/Still here|"Go"/);
  }

  await online({ userId: alice, status: 'online' });
  expect(await read(`/v1/presence/status/${alice}`)).toMatchObject({ status: 'online', activity: { text: 'Go' } });
  expect(await read(`/v1/presence/room/${room}`)).toMatchObject({ count: 2 });
});

describe('setting', () => {
  test('a custom status alone leaves the status as it is, and nothing at all means online', async () => {
    await online({ userId: alice, status: 'busy' });
    const { body } = await online({ userId: alice, customStatus: { text: 'Lunch', emoji: '🍜' } });
    expect(body).toMatchObject({ status: 'busy', customStatus: { text: 'Lunch', emoji: '🍜', expiresAt: null } });
    expect((await online({ userId: alice })).body).toMatchObject({ status: 'online', customStatus: { text: 'Lunch' } });
    expect((await online({ userId: alice, customStatus: null })).body).toMatchObject({ customStatus: null });
    expect((await online({ userId: bob, customStatus: { text: 'Later' } })).body).toMatchObject({ status: 'offline' });
  });

  test('an activity is shown while the user is there, and taken away by null', async () => {
    await online({ userId: alice });
    const does = { type: 'listening', text: 'Tides', custom: { track: { number: 7 } } };
    expect((await activity({ userId: alice, activity: does })).body).toMatchObject({ activity: does });
    expect((await activity({ userId: alice, activity: null })).body).toMatchObject({ activity: null });
  });

  test.each([
    [{ status: 'offline' }, 'status'],
    [{ customStatus: { text: 'a\u202eb' } }, 'customStatus.text'],
    [{ customStatus: { text: 'a', emoji: '\u2066' } }, 'customStatus.emoji'],
    [{ customStatus: { text: 'two\nlines' } }, 'customStatus.text'],
    [{ customStatus: { text: 'x'.repeat(129) } }, 'customStatus.text'],
    [{ customStatus: {} }, 'customStatus'],
    [{ customStatus: { text: 'x', expiresAt: '2020-01-01T00:00:00.000Z' } }, 'customStatus.expiresAt'],
    [{ customStatus: { text: 'x', expiresAt: 'soon' } }, 'customStatus.expiresAt'],
  ])('%j is refused', async (body, param) => {
    expect(await online({ userId: alice, ...body })).toMatchObject({
      ...{ status: 400, body: { code: 'invalid_request', param } },
    });
  });

  test.each([
    [{ activity: { type: 'Playing', text: '' } }, 'invalid_request'],
    [{ activity: { type: 'playing', text: '\u0007' } }, 'invalid_request'],
    [{ activity: { type: 'playing', text: '', custom: { filler: 'x'.repeat(1_100) } } }, 'invalid_request'],
    [{ activity: { type: 'playing', text: '', url: 'x' } }, 'unknown_field'],
    [{}, 'invalid_request'],
  ])('%j is refused', async (body, code) => {
    expect(await activity({ userId: alice, ...body })).toMatchObject({ status: 400, body: { code } });
  });

  test('of somebody else is for servers alone', async () => {
    const user = await t.a.user(alice);
    for (const [path, body] of [
      ['online', { userId: bob, status: 'invisible' }],
      ['activity', { userId: bob, activity: null }],
    ] as const) {
      const reply = await user('POST', `/v1/presence/${path}`, { body });
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden_user' } });
    }
    expect(await activity({ activity: null })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  test('unknown fields are named', async () => {
    expect(await online({ userId: alice, customStatus: { text: 'x', color: 'red' } })).toMatchObject({
      body: { code: 'unknown_field', param: 'customStatus.color' },
    });
  });
});

describe('a room', () => {
  test('is shown to those who may enter it', async () => {
    const client = await connect(alice);
    const room = `hall-${run}`;
    await call(client, 2, { sub: { ch: `room:${room}` } });
    const path = `/v1/presence/room/${room}`;
    const seen = { roomId: room, count: 1, members: [{ userId: alice, status: 'online' }], complete: true };
    expect((await t.a.server('GET', path)).body).toMatchObject(seen);
    expect((await (await t.a.user(bob, { roomName: room }))('GET', path)).body).toMatchObject(seen);
    const stranger = await t.a.user(bob, { roomName: 'elsewhere' });
    expect((await stranger('GET', path)).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await t.b.server('GET', path)).body).toMatchObject({ count: 0, members: [] });
  });

  test('has a name that is one', async () => {
    for (const name of ['a%20b', 'x'.repeat(129), '%2e%2e%2f']) {
      expect((await t.a.server('GET', `/v1/presence/room/${name}`)).status).toBe(400);
    }
  });
});
