import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Tab, World } from './tabs.test-kit.js';

const CHANNELS = ['feed:user:a', 'feed:user:b', 'feed:user:c'];
const USERS = ['bob', 'carol', 'dave'];
const MOST_TABS = 4;
/** Of the event loop, for a read of the storage: wide enough for events to fall between two steps of a subscription. */
const SLOWEST_TURNS = 5;
/** By then a frozen leader is found out, dead tabs are forgotten, and whoever left is offline. */
const CALM_MS = 130_000;

const tab = fc.nat(MOST_TABS - 1);
const channels = fc.subarray(CHANNELS);
const users = fc.subarray(USERS);

const inRoom = fc.boolean();

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open' as const), channels, users, inRoom }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), tab, told: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('freeze' as const), tab, told: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('thaw' as const), tab, told: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      channel: fc.constantFrom(...CHANNELS),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('subscribe' as const), tab, channels }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), tab, channels }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('watch' as const), tab, users }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('presence' as const), user: fc.constantFrom(...USERS) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('room' as const), tab, inRoom }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('guest' as const), user: fc.constantFrom(...USERS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('idle' as const), idle: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'cut' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'half' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reach' as const), reachable: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3_000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 3_000, max: 60_000 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'settle' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A small seeded generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function run(world: World, steps: Step[]): Promise<boolean> {
  let idle = false;
  // Each tab comes to know of it by itself, and a frozen one when it runs again.
  const tellIdle = () => {
    for (const { page, connection } of world.tabs) if (!page.frozen) connection.setIdle(idle);
  };
  const at = (index: number): Tab | undefined => world.tabs[index % Math.max(1, world.tabs.length)];
  for (const todo of steps) {
    if (todo.do === 'open' && world.tabs.length < MOST_TABS) {
      const opened = world.open();
      for (const channel of todo.channels) opened.subscribe(channel);
      opened.watchUsers(todo.users);
      opened.setInRoom(todo.inRoom);
      opened.connection.setIdle(idle);
    } else if (todo.do === 'append') await world.append(todo.channel, todo.count);
    else if (todo.do === 'presence') await world.toggle(todo.user);
    else if (todo.do === 'guest') await world.toggleInRoom(todo.user);
    else if (todo.do === 'idle') {
      idle = todo.idle;
      tellIdle();
    } else if (todo.do === 'cut') for (const wire of [...world.wires]) wire.cut();
    else if (todo.do === 'half') for (const wire of world.wires) wire.half = true;
    else if (todo.do === 'reach') world.reachable = todo.reachable;
    else if (todo.do === 'wait') await world.advance(todo.ms);
    else if (todo.do === 'settle') await world.settle();
    else if ('tab' in todo) {
      const chosen = at(todo.tab);
      if (!chosen) continue;
      const { page } = chosen;
      if (todo.do === 'end') world.end(chosen, todo.told);
      else if (todo.do === 'thaw') page.thaw(todo.told);
      else if (page.frozen) continue;
      else if (todo.do === 'freeze') page.freeze(todo.told);
      else if (todo.do === 'room') chosen.setInRoom(todo.inRoom);
      else if (todo.do === 'watch') chosen.watchUsers(todo.users);
      else if (todo.do === 'subscribe') for (const channel of todo.channels) chosen.subscribe(channel);
      else for (const channel of todo.channels) chosen.unsubscribe(channel);
    }
  }
  world.reachable = true;
  for (const { page } of world.tabs) if (page.frozen) page.thaw(false);
  tellIdle();
  await world.advance(CALM_MS);
  return idle;
}

const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** One socket that asks for what the tabs want together, and all of them know what happened. */
async function expectTruth(world: World, idle: boolean): Promise<void> {
  const asking = world.tabs.filter(({ channels, watched }) => channels.length > 0 || watched.length > 0);
  const present = await world.roomNow();
  const [wire] = world.wires;
  // A socket stays open for a tab that wants nothing any more.
  expect(world.wires.size).toBeLessThanOrEqual(1);
  if (asking.length > 0) expect(world.wires.size).toBe(1);
  expect(wire?.channels ?? []).toEqual([...new Set(asking.flatMap(({ channels }) => channels))].sort());
  expect(wire?.users ?? []).toEqual([...new Set(asking.flatMap(({ watched }) => watched))].sort());
  if (wire) expect(await world.statusOf('alice')).toBe(idle ? 'away' : 'online');
  for (const { connection, journals, watched, statuses, room } of asking) {
    expect(connection.state).toBe('connected');
    for (const [channel, { offsets, start = Number.NaN, trouble }] of journals) {
      const [first = start + 1] = offsets;
      expect(trouble).toEqual([]);
      expect(first).toBeLessThanOrEqual(start + 1);
      expect(offsets).toEqual(upTo(first, world.written(channel)));
    }
    if (room) {
      expect(room.shown?.members.map(({ userId }) => userId).sort()).toEqual(present);
      expect([[...room.raised].sort(), room.trouble]).toEqual([present, []]);
    }
    const truth = watched.map((user) => [user, world.online.has(user) ? 'online' : 'offline']);
    expect(watched.map((user) => [user, statuses.get(user)])).toEqual(truth);
  }
}

test('whatever tabs do, there is one socket, and each of them is told everything, of events once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.integer(), async (steps, seed) => {
      const world = await World.create(seeded(seed), SLOWEST_TURNS);
      try {
        const idle = await run(world, steps);
        await expectTruth(world, idle);
        // An event that is missing would come to light with the next.
        for (const channel of CHANNELS) await world.append(channel);
        await world.settle();
        await expectTruth(world, idle);
      } finally {
        await world.close();
      }
    }),
    { numRuns: Number(process.env.TABS_RUNS ?? 60) },
  );
}, 120_000);
