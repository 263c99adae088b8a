import { type Presence, type PresenceStatus, SERVER_LIMITS, SERVER_TIMING } from '@pulse-io/protocol';
import { describe, expect, test, vi } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { presenceTopic, type RoomChange, roomTopic } from '../bus/topics.js';
import type { PresenceChange, Presences } from './presences.js';

/** A driver over a clock that stands still until it is moved. */
export interface PresencesBench {
  presences: Presences;
  bus: Bus;
  clock: { now(): number };
  /** Moves the clock on, and resolves when what ran out by then was noticed, each thing in its own time. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const PROJECT = 'project-1';
const AFTER = SERVER_TIMING.graceMs + 1_000;

/** A presence that says nothing beside its status. */
export const plain = (userId: string, status: PresenceStatus, lastSeenAt: string | null): Presence => ({
  ...{ userId, status, lastSeenAt, customStatus: null, activity: null },
});

/** What the drivers of `Presences` have in common; each driver's test runs it over benches of its own. */
export function describePresences(name: string, openBench: () => Promise<PresencesBench>): void {
  async function open() {
    const bench = await openBench();
    const { presences, bus, clock } = bench;
    const changes: { presence: Presence; previous: Presence }[] = [];
    const moves: { change: RoomChange; status: PresenceStatus; userId: string; count: number }[] = [];
    await bus.subscribe(presenceTopic(PROJECT), (hint) => {
      if (hint.kind === 'presence') changes.push({ presence: hint.presence, previous: hint.previous });
    });
    await bus.subscribe(roomTopic(PROJECT, 'lobby'), (hint) => {
      if (hint.kind !== 'room') return;
      const { change, count, presence } = hint;
      moves.push({ change, count, userId: presence.userId, status: presence.status });
    });
    const lease = (id: string, { idle = false, rooms = [] as string[] } = {}) => ({ id, idle, rooms });
    return {
      ...bench,
      ...{ changes, moves },
      hold: (id = 'tab', state: { idle?: boolean; rooms?: string[] } = {}, userId = 'alice') =>
        presences.hold(PROJECT, userId, lease(id, state)),
      release: (id = 'tab', userId = 'alice') => presences.release(PROJECT, userId, id),
      set: (change: PresenceChange, userId = 'alice') => presences.set(PROJECT, userId, change),
      get: async (userId = 'alice') => (await presences.get(PROJECT, [userId]))[0] as Presence,
      room: async (roomId = 'lobby') => presences.getRoom(PROJECT, roomId),
      timestamp: (ms = 0) => new Date(clock.now() + ms).toISOString(),
      /** The statuses that were published, in their order. */
      told: (...statuses: PresenceStatus[]) =>
        vi.waitFor(() => expect(changes.map(({ presence }) => presence.status)).toEqual(statuses)),
      /** What was published of the room `lobby`. */
      toldRoom: (...expected: string[]) =>
        vi.waitFor(() =>
          expect(moves.map(({ change, userId, count }) => `${change} ${userId} ${count}`)).toEqual(expected),
        ),
    };
  }

  describe(`presence by ${name}`, () => {
    test('users who were never seen are offline', async () => {
      const { presences, close } = await open();
      expect(await presences.get(PROJECT, ['b', 'a', 'b'])).toEqual(
        ['b', 'a', 'b'].map((userId) => plain(userId, 'offline', null)),
      );
      expect(await presences.getRoom(PROJECT, 'lobby')).toEqual({
        ...{ roomId: 'lobby', count: 0, members: [], complete: true },
      });
      await close();
    });

    test('a socket makes a user online; its end offline after the grace, with the last sight frozen', async () => {
      const { hold, release, get, advance, changes, told, timestamp, close } = await open();
      await hold();
      await advance(1_000);
      expect(await get()).toEqual(plain('alice', 'online', timestamp()));
      await release();
      await advance(SERVER_TIMING.graceMs);
      const gone = plain('alice', 'offline', timestamp());
      expect(await get()).toEqual(gone);
      await advance(60_000);
      expect(await get()).toEqual(gone);
      await told('online', 'offline');
      expect(changes[0]?.previous).toEqual(plain('alice', 'offline', null));
      expect(changes[1]?.presence).toEqual(gone);
      await hold();
      await told('online', 'offline', 'online');
      expect(changes[2]).toEqual({ previous: gone, presence: plain('alice', 'online', timestamp()) });
      await close();
    });

    test('a reconnect within the grace is no change', async () => {
      const { hold, release, advance, told, close } = await open();
      await hold('one');
      await release('one');
      await advance(SERVER_TIMING.graceMs - 100);
      await hold('two');
      await advance(30_000);
      await told('online');
      await close();
    });

    test('a socket that is never released counts until its lease ends, without a grace', async () => {
      const { hold, get, advance, told, close } = await open();
      await hold();
      await advance(50_000);
      await hold();
      await advance(SERVER_TIMING.leaseMs - 100);
      expect((await get()).status).toBe('online');
      await advance(100);
      await told('online', 'offline');
      await close();
    });

    test('devices are merged: any that is used outweighs those that are idle, and any socket those that have gone', async () => {
      const { hold, release, advance, told, close } = await open();
      await hold('one', { idle: true });
      await told('away');
      await hold('two');
      await hold('one', { idle: false });
      await hold('two', { idle: true });
      await told('away', 'online');
      await hold('one', { idle: true });
      await told('away', 'online', 'away');
      await release('one');
      await release('one');
      await advance(AFTER);
      await hold('two', { idle: true });
      await release('two');
      await advance(SERVER_TIMING.graceMs - 100);
      await told('away', 'online', 'away');
      await advance(100);
      await told('away', 'online', 'away', 'offline');
      await close();
    });

    test('a used socket that is killed leaves the idle one', async () => {
      const { hold, advance, told, close } = await open();
      await hold('one');
      await hold('two', { idle: true });
      await advance(SERVER_TIMING.leaseMs - 25_000);
      await hold('two', { idle: true });
      await advance(25_000);
      await told('online', 'away');
      await close();
    });

    test('a status by hand outweighs sockets and outlives reconnects and absences, until it is cleared', async () => {
      const { hold, release, set, advance, told, close } = await open();
      await hold('one');
      await set({ status: 'busy' });
      await hold('two', { idle: true });
      await release('one');
      await release('two');
      await advance(AFTER);
      await told('online', 'busy', 'offline');
      await advance(3_600_000);
      await hold('three', { idle: true });
      await told('online', 'busy', 'offline', 'busy');
      await set({ status: 'online' });
      await told('online', 'busy', 'offline', 'busy', 'away');
      await close();
    });

    test('a status without a socket holds as long as a lease would', async () => {
      const { set, advance, told, timestamp, close } = await open();
      expect(await set({ status: 'away' })).toEqual(plain('alice', 'away', timestamp()));
      await advance(SERVER_TIMING.leaseMs - 100);
      await told('away');
      await advance(100);
      await told('away', 'offline');
      await close();
    });

    test('explicit offline holds at once and over new sockets, until a status is set', async () => {
      const { hold, set, get, advance, told, timestamp, close } = await open();
      await hold('one');
      const gone = plain('alice', 'offline', timestamp());
      expect(await set({ status: 'offline' })).toEqual(gone);
      await hold('two');
      await advance(20_000);
      expect(await get()).toEqual(gone);
      await set({ status: 'away' });
      await told('online', 'offline', 'away');
      await close();
    });

    test('explicit offline is over when the last socket has gone, and what was set before counts again', async () => {
      const { hold, release, set, advance, told, close } = await open();
      await set({ status: 'offline' });
      await hold('one');
      await set({ status: 'busy' });
      await set({ status: 'offline' });
      await release('one');
      await hold('two');
      await told('online', 'busy', 'offline', 'busy');
      await set({ status: 'offline' });
      await advance(SERVER_TIMING.leaseMs);
      await hold('three');
      await told('online', 'busy', 'offline', 'busy', 'offline', 'busy');
      await close();
    });

    test('an invisible user is offline with the last sight frozen, whatever its sockets do', async () => {
      const { hold, release, set, get, room, advance, told, toldRoom, timestamp, close } = await open();
      await hold('one', { rooms: ['lobby'] });
      await set({ customStatus: { text: 'Here', emoji: null, expiresAt: null } });
      await set({ activity: { type: 'playing', text: 'Chess' } });
      const gone = plain('alice', 'offline', timestamp());
      expect(await set({ status: 'invisible' })).toEqual(gone);
      await advance(1_000);
      await set({ activity: { type: 'playing', text: 'Go' } });
      await set({ customStatus: { text: 'Hidden', emoji: null, expiresAt: timestamp(1_000) } });
      await hold('two', { rooms: ['lobby'] });
      await release('one');
      await hold('two', { idle: true });
      await release('two');
      await advance(AFTER);
      await hold('three', { rooms: ['lobby'] });
      await advance(SERVER_TIMING.leaseMs + 1_000);
      await hold('four', { rooms: ['lobby'] });
      expect(await get()).toEqual(gone);
      expect(await room()).toMatchObject({ count: 0, members: [] });
      await told('online', 'online', 'online', 'offline');
      await toldRoom('join alice 1', 'update alice 1', 'update alice 1', 'leave alice 0');
      expect(await set({ status: 'online' })).toEqual(plain('alice', 'online', timestamp()));
      await toldRoom('join alice 1', 'update alice 1', 'update alice 1', 'leave alice 0', 'join alice 1');
      await close();
    });

    test('who was never seen and hides was never seen', async () => {
      const { hold, set, get, advance, told, close } = await open();
      await set({ status: 'invisible' });
      await hold();
      await advance(SERVER_TIMING.leaseMs * 2);
      expect(await get()).toEqual(plain('alice', 'offline', null));
      await told();
      await close();
    });

    test('a custom status is told, kept over an absence, unseen in it, and ends by itself', async () => {
      const { hold, release, set, get, advance, changes, told, timestamp, close } = await open();
      const customStatus = { text: 'On a train', emoji: '🚆', expiresAt: timestamp(120_000) };
      expect(await set({ customStatus })).toEqual(plain('alice', 'offline', null));
      await hold('one');
      expect(await get()).toMatchObject({ status: 'online', customStatus });
      await set({ customStatus: { ...customStatus } });
      await release('one');
      await advance(AFTER);
      expect(await get()).toMatchObject({ status: 'offline', customStatus: null });
      await hold('two');
      expect(await get()).toMatchObject({ status: 'online', customStatus });
      await advance(60_000);
      await hold('two');
      await advance(120_000 - AFTER - 60_000);
      expect(await get()).toEqual(plain('alice', 'online', timestamp()));
      await told('online', 'offline', 'online', 'online');
      expect(changes.at(-1)).toMatchObject({ previous: { customStatus }, presence: { customStatus: null } });
      await set({ customStatus: { ...customStatus, expiresAt: null } });
      await set({ customStatus: null });
      expect(await get()).toMatchObject({ customStatus: null });
      await close();
    });

    test('a custom status that ended during an absence is gone', async () => {
      const { hold, set, get, advance, timestamp, close } = await open();
      await set({ customStatus: { text: 'Lunch', emoji: null, expiresAt: timestamp(10_000) } });
      await advance(10_000);
      await hold();
      expect(await get()).toEqual(plain('alice', 'online', timestamp()));
      await close();
    });

    test('an activity ends when the user goes offline, by itself or by hand, and is dropped of who is not there', async () => {
      const { hold, release, set, get, advance, told, close } = await open();
      const activity = { type: 'listening', text: 'Tides', custom: { track: 7 } };
      expect(await set({ activity })).toMatchObject({ status: 'offline', activity: null });
      await hold();
      expect(await get()).toMatchObject({ activity: null });
      expect(await set({ activity })).toMatchObject({ status: 'online', activity });
      await release();
      expect(await get()).toMatchObject({ activity });
      await advance(AFTER);
      await hold();
      expect(await get()).toMatchObject({ status: 'online', activity: null });
      await set({ activity });
      await set({ status: 'offline' });
      await set({ status: 'online' });
      expect(await get()).toMatchObject({ status: 'online', activity: null });
      await told('online', 'online', 'offline', 'online', 'online', 'offline', 'online');
      await close();
    });

    test('a user is in a room while any of its sockets is', async () => {
      const { hold, release, room, advance, toldRoom, timestamp, close } = await open();
      await hold('one', { rooms: ['lobby', 'hall'] });
      await hold('two', { rooms: ['lobby'] });
      await hold('bob', { rooms: ['lobby'] }, 'bob');
      await hold('one', { rooms: ['hall'] });
      const inLobby = await room();
      expect(inLobby).toMatchObject({ roomId: 'lobby', count: 2, complete: true });
      expect(inLobby.members.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))).toEqual([
        plain('alice', 'online', timestamp()),
        plain('bob', 'online', timestamp()),
      ]);
      expect(await room('hall')).toMatchObject({ count: 1, members: [{ userId: 'alice' }] });
      await hold('two', { idle: true });
      await release('one');
      await toldRoom('join alice 1', 'join bob 2', 'leave alice 1');
      await advance(SERVER_TIMING.leaseMs);
      await toldRoom('join alice 1', 'join bob 2', 'leave alice 1', 'leave bob 0');
      expect(await room()).toMatchObject({ count: 0, members: [] });
      expect(await room('hall')).toMatchObject({ count: 0, members: [] });
      await close();
    });

    test('a room hears its members change and hide, and leave at once when their sockets end', async () => {
      const { hold, release, set, moves, toldRoom, close } = await open();
      await hold('one', { rooms: ['lobby'] });
      await set({ status: 'busy' });
      await set({ status: 'invisible' });
      await set({ status: 'away' });
      await release('one');
      await toldRoom(...['join alice 1', 'update alice 1', 'leave alice 0', 'join alice 1', 'leave alice 0']);
      expect(moves.map(({ status }) => status)).toEqual(['online', 'busy', 'offline', 'away', 'away']);
      await close();
    });

    test('a large room has a count and a sample', async () => {
      const { hold, release, room, close } = await open();
      const users = Array.from({ length: SERVER_LIMITS.roomMembers }, (_, n) => `user-${n}`);
      await Promise.all(users.map((userId) => hold('tab', { rooms: ['lobby'] }, userId)));
      const full = await room();
      expect(full).toMatchObject({ count: users.length, complete: true });
      expect(full.members.map(({ userId }) => userId).sort()).toEqual(users.toSorted());
      await hold('tab', { rooms: ['lobby'] });
      const large = await room();
      expect(large).toMatchObject({ count: users.length + 1, complete: false });
      expect(new Set(large.members.map(({ userId }) => userId)).size).toBe(SERVER_LIMITS.roomSample);
      await release();
      expect(await room()).toMatchObject({ count: users.length, complete: true });
      await close();
    });

    test('projects never meet', async () => {
      const { presences, hold, get, room, close } = await open();
      await presences.set('project-2', 'alice', { status: 'busy' });
      await presences.hold('project-2', 'alice', { id: 'tab', idle: false, rooms: ['lobby'] });
      expect((await get()).status).toBe('offline');
      expect((await room()).count).toBe(0);
      await hold();
      expect((await presences.get('project-2', ['alice']))[0]?.status).toBe('busy');
      await close();
    });
  });
}
