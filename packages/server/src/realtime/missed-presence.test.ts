import { type Presence, type SubscribeOk, WATCH_CHANNEL, type WatchOk } from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { HintMessage } from '../bus/topics.js';
import type { PresenceChange } from '../presence/presences.js';
import { settle } from '../testing/fake-clock.js';
import { createTestGateway, PROJECT, type TestClient, type TestGateway } from './gateway.test-kit.js';

let kit: TestGateway | null = null;
afterEach(async () => {
  await kit?.close();
  kit = null;
});

const USERS = ['ann', 'ben', 'cat'];
const ROOM = 'room:lobby';

/** A gateway whose bus drops what it is told to, and a watcher of users and of a room. */
async function open() {
  kit = await createTestGateway();
  const { bus, user, presences } = kit;
  const drop = { presence: false, room: false };
  const publish = bus.publish;
  bus.publish = (topic: string, hint: HintMessage) => {
    if (!((hint.kind === 'presence' && drop.presence) || (hint.kind === 'room' && drop.room))) publish(topic, hint);
  };
  const watcher = await user('watcher');
  const hold = (userId: string, rooms: string[] = []) =>
    presences.hold(PROJECT, userId, { id: `tab-${userId}`, idle: false, rooms });
  return { ...kit, drop, watcher, hold, view: await watch(watcher) };
}

/** What a client believes: its answers, and every diff since. */
async function watch(client: TestClient): Promise<() => { users: Presence[]; members: Presence[] }> {
  const ok = async <T>(frame: Record<string, unknown>) => ((await client.call(frame)) as { ok: T }).ok;
  const { presence: users } = await ok<WatchOk>({ watch: { users: USERS } });
  const { presence: members = [] } = await ok<SubscribeOk>({ sub: { ch: ROOM, presence: true } });
  const from = client.diffs.length;
  return () => {
    const watched = new Map(users.map((user) => [user.userId, user]));
    const inRoom = new Map(members.map((user) => [user.userId, user]));
    for (const { ch, join, leave, update } of client.diffs.slice(from)) {
      const book = ch === WATCH_CHANNEL ? watched : inRoom;
      for (const user of [...join, ...update]) book.set(user.userId, user);
      for (const user of leave) ch === WATCH_CHANNEL ? book.set(user.userId, user) : book.delete(user.userId);
    }
    return { users: [...watched.values()], members: [...inRoom.values()] };
  };
}

test('changes of presence that were missed are told when the bus tells that it lost hints, and no others', async () => {
  const { drop, watcher, hold, presences, tellLost, clock, logged } = await open();
  await hold('ann', ['lobby']);
  await hold('cat', ['lobby']);
  await clock.advance(100);
  const before = watcher.diffs.length;
  Object.assign(drop, { presence: true, room: true });
  await presences.release(PROJECT, 'ann', 'tab-ann');
  await presences.set(PROJECT, 'ann', { status: 'offline' });
  await hold('ben', ['lobby']);
  await clock.advance(100);
  expect(watcher.diffs).toHaveLength(before);
  tellLost();
  await clock.advance(100);
  const told = watcher.diffs.slice(before).map(({ ch, join, leave, update }) => ({
    ch,
    told: [join, leave, update].map((users) => users.map(({ userId }) => userId)),
  }));
  expect(told).toEqual([
    { ch: WATCH_CHANNEL, told: [['ben'], ['ann'], []] },
    { ch: ROOM, told: [['ben'], ['ann'], []] },
  ]);
  expect(logged).toEqual([]);
});

test('leases are told anew then, and what cannot be read is read later', async () => {
  let failing = false;
  const held: string[] = [];
  kit = await createTestGateway({
    presences: (inner) => ({
      ...inner,
      hold: async (...args) => {
        held.push(args[1]);
        return inner.hold(...args);
      },
      get: (...args) => (failing ? Promise.reject(new Error('Redis is away.')) : inner.get(...args)),
    }),
  });
  const { user, dial, tellLost, clock, logged } = kit;
  const [ann, waiting] = [await user('ann'), dial()];
  const view = await watch(await user('watcher'));
  held.length = 0;
  failing = true;
  tellLost();
  await settle();
  expect(held.sort()).toEqual(['ann', 'watcher']);
  expect(logged).toEqual(['presence could not be read']);
  failing = false;
  await clock.advance(5_000);
  expect(held).toHaveLength(4);
  expect(logged).toHaveLength(1);
  expect(view().users.map(({ status }) => status)).toEqual(['online', 'offline', 'offline']);
  expect([ann.closed, waiting.closed]).toEqual([null, null]);
});

test('whatever hints are lost, a watcher believes in the end what is true', async () => {
  const step = fc.record({
    user: fc.constantFrom(...USERS),
    drop: fc.record({ presence: fc.boolean(), room: fc.boolean() }),
    act: fc.oneof(
      fc.record({ rooms: fc.subarray(['lobby', 'hall']) }),
      fc.constant('release' as const),
      fc.record({ status: fc.constantFrom('online', 'away', 'busy', 'invisible', 'offline') }),
      fc.constantFrom('lose' as const, 'wait' as const),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { drop, hold, presences, tellLost, clock, view, watcher } = await open();
      for (const { user, drop: dropped, act } of steps) {
        Object.assign(drop, dropped);
        if (act === 'lose') tellLost();
        else if (act === 'wait') await clock.advance(100);
        else if (act === 'release') await presences.release(PROJECT, user, `tab-${user}`);
        else if ('rooms' in act) await hold(user, act.rooms);
        else await presences.set(PROJECT, user, act as PresenceChange);
      }
      tellLost();
      await clock.advance(200);
      const sights = (users: readonly Presence[]) =>
        users
          .map(({ userId, status }) => `${userId} ${status}`)
          .filter((line) => !line.startsWith('watcher'))
          .sort();
      expect(sights(view().users)).toEqual(sights(await presences.get(PROJECT, USERS)));
      expect(sights(view().members)).toEqual(sights((await presences.getRoom(PROJECT, 'lobby')).members));
      expect(watcher.closed).toBeNull();
      await kit?.close();
      kit = null;
    }),
    { numRuns: 100 },
  );
});
