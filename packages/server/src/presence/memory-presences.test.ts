import { type Presence, SERVER_TIMING } from '@pulse-io/protocol';
import { expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { presenceTopic } from '../bus/topics.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { LastSeen } from './last-seen.js';
import { createMemoryPresences } from './memory-presences.js';

const PROJECT = 'project-1';

async function open() {
  const clock = createFakeClock();
  const bus = createMemoryBus();
  const logged: string[] = [];
  const logger = { warn: () => {}, error: (message: string) => void logged.push(message) };
  const presences = createMemoryPresences({ clock, bus, logger });
  const changes: { presence: Presence; previous: Presence }[] = [];
  await bus.subscribe(presenceTopic(PROJECT), (hint) => {
    if (hint.kind === 'presence') changes.push({ presence: hint.presence, previous: hint.previous });
  });
  return {
    ...{ clock, bus, logged, presences, changes },
    hold: (lease = 'tab') => presences.hold(PROJECT, 'alice', lease),
    release: (lease = 'tab') => presences.release(PROJECT, 'alice', lease),
    set: (status: 'online' | 'away' | 'busy' | 'offline') => presences.set(PROJECT, 'alice', status),
    get: async () => (await presences.get(PROJECT, ['alice']))[0] as Presence,
    statuses: () => changes.map(({ presence }) => presence.status),
    timestamp: (ms = 0) => new Date(clock.now() + ms).toISOString(),
  };
}

test('users who were never seen are offline, and cost nothing to ask for', async () => {
  const { presences } = await open();
  expect(await presences.get(PROJECT, ['b', 'a', 'b'])).toEqual(
    ['b', 'a', 'b'].map((userId) => ({ userId, status: 'offline', lastSeenAt: null })),
  );
});

test('a socket makes a user online; its end offline after the grace, with the last sight frozen', async () => {
  const { hold, release, get, clock, changes, timestamp } = await open();
  await hold();
  await clock.advance(1_000);
  expect(await get()).toEqual({ userId: 'alice', status: 'online', lastSeenAt: timestamp() });
  await release();
  await clock.advance(SERVER_TIMING.graceMs);
  const gone = { userId: 'alice', status: 'offline', lastSeenAt: timestamp() };
  expect(await get()).toEqual(gone);
  await clock.advance(60_000);
  expect(await get()).toEqual(gone);
  expect(changes).toMatchObject([
    { previous: { status: 'offline', lastSeenAt: null }, presence: { status: 'online' } },
    { previous: { status: 'online' }, presence: gone },
  ]);
  await hold();
  expect(changes.at(-1)).toMatchObject({ previous: gone, presence: { status: 'online', lastSeenAt: timestamp() } });
});

test('a reconnect within the grace is no change', async () => {
  const { hold, release, clock, statuses } = await open();
  await hold('one');
  await release('one');
  await clock.advance(SERVER_TIMING.graceMs - 1);
  await hold('two');
  await clock.advance(30_000);
  expect(statuses()).toEqual(['online']);
});

test('a socket that is never released counts until its lease ends, without a grace', async () => {
  const { hold, get, clock, statuses } = await open();
  await hold();
  await clock.advance(50_000);
  await hold();
  await clock.advance(SERVER_TIMING.leaseMs - 1);
  expect((await get()).status).toBe('online');
  await clock.advance(1);
  expect(statuses()).toEqual(['online', 'offline']);
});

test('a user is there while any socket is', async () => {
  const { hold, release, clock, statuses } = await open();
  await hold('one');
  await hold('two');
  await release('one');
  await release('one');
  await clock.advance(60_000);
  expect(statuses()).toEqual(['online']);
  await release('two');
  await clock.advance(SERVER_TIMING.graceMs);
  expect(statuses()).toEqual(['online', 'offline']);
});

test('a status by hand outweighs sockets, and is forgotten when the user has gone', async () => {
  const { hold, release, set, clock, statuses } = await open();
  await hold('one');
  await set('busy');
  await hold('two');
  await release('one');
  await release('two');
  await clock.advance(5_000);
  await hold('three');
  expect(statuses()).toEqual(['online', 'busy']);
  await release('three');
  await clock.advance(SERVER_TIMING.graceMs);
  await hold('four');
  expect(statuses()).toEqual(['online', 'busy', 'offline', 'online']);
});

test('a status without a socket holds as long as a lease would', async () => {
  const { set, clock, statuses, timestamp } = await open();
  expect(await set('away')).toEqual({ userId: 'alice', status: 'away', lastSeenAt: timestamp() });
  await clock.advance(SERVER_TIMING.leaseMs - 1);
  expect(statuses()).toEqual(['away']);
  await clock.advance(1);
  expect(statuses()).toEqual(['away', 'offline']);
});

test('explicit offline holds at once and over new sockets, until a status is set', async () => {
  const { hold, set, get, clock, statuses, timestamp } = await open();
  await hold('one');
  const gone = { userId: 'alice', status: 'offline', lastSeenAt: timestamp() };
  expect(await set('offline')).toEqual(gone);
  await hold('two');
  await clock.advance(20_000);
  expect(await get()).toEqual(gone);
  await set('away');
  expect(statuses()).toEqual(['online', 'offline', 'away']);
});

test('explicit offline is forgotten when the last socket has gone', async () => {
  const { hold, release, set, clock, statuses } = await open();
  await hold('one');
  await set('offline');
  await release('one');
  await hold('two');
  expect(statuses()).toEqual(['online', 'offline', 'online']);
  await set('offline');
  await clock.advance(SERVER_TIMING.leaseMs);
  await hold('three');
  expect(statuses().slice(3)).toEqual(['offline', 'online']);
});

test('explicit offline within the grace, or of who is not there, ends everything', async () => {
  const { hold, release, set, clock, statuses } = await open();
  await set('offline');
  expect(statuses()).toEqual([]);
  await hold();
  await release();
  await set('offline');
  expect(statuses()).toEqual(['online', 'offline']);
  await hold();
  expect(statuses()).toEqual(['online', 'offline', 'online']);
  await clock.advance(0);
});

test('what has run out is over, also before it was noticed', async () => {
  const { hold, set, clock, statuses } = await open();
  await clock.advance(50);
  await set('busy');
  await clock.advance(SERVER_TIMING.leaseMs);
  expect(statuses()).toEqual(['busy']);
  await hold();
  expect(statuses()).toEqual(['busy', 'online']);
});

test('projects never meet', async () => {
  const { presences, hold, get } = await open();
  await presences.set('project-2', 'alice', 'busy');
  expect((await get()).status).toBe('offline');
  await hold();
  expect((await presences.get('project-2', ['alice']))[0]?.status).toBe('busy');
});

test('what cannot be published is logged, and the state is kept', async () => {
  const { bus, hold, get, logged } = await open();
  bus.publish = () => {
    throw new Error('no');
  };
  await hold();
  expect((await get()).status).toBe('online');
  expect(logged).toHaveLength(1);
});

test('many users share one timer, and all are noticed in time', async () => {
  const { presences, clock, changes } = await open();
  for (let n = 0; n < 2_000; n++) {
    await presences.hold(PROJECT, `user-${n}`, 'tab');
    if (n % 20 === 0) await clock.advance(7);
  }
  changes.length = 0;
  await clock.advance(SERVER_TIMING.leaseMs + 100);
  expect(changes).toHaveLength(2_000);
  await presences.close();
});

test('those gone longest are forgotten first', () => {
  const lastSeen = new LastSeen(2);
  lastSeen.remember(PROJECT, 'a', 1);
  lastSeen.remember(PROJECT, 'b', 2);
  lastSeen.remember(PROJECT, 'a', 3);
  lastSeen.remember(PROJECT, 'c', 4);
  expect(['a', 'b', 'c'].map((user) => lastSeen.recall(PROJECT, user))).toEqual([3, null, 4]);
});
