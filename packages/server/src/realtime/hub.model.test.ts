import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { settle } from '../testing/fake-clock.js';
import { HEADS_MS } from './hub.js';
import { between, createFaultyBus, createTestHub, type Fate, type Heard, slowDown } from './hub.test-kit.js';

type Step =
  | { do: 'append'; count: number }
  /** `back` offsets behind what was written so far; null asks for no recovery. */
  | { do: 'subscribe'; back: number | null }
  | { do: 'unsubscribe'; index: number }
  | { do: 'flush' }
  | { do: 'purge'; keep: number }
  | { do: 'wait'; turns: number };

const step = (purges: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 4 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('subscribe' as const),
        back: fc.option(fc.integer({ min: -1, max: 6 }), { freq: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), index: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.constant({ do: 'flush' as const }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), turns: fc.integer({ min: 1, max: 6 }) }) },
    {
      weight: purges ? 1 : 0,
      arbitrary: fc.record({ do: fc.constant('purge' as const), keep: fc.integer({ min: 0, max: 3 }) }),
    },
  );

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fate>('pass') },
  { weight: 3, arbitrary: fc.nat(40) },
  { weight: 1, arbitrary: fc.constantFrom<Fate>('drop', 'twice', 'hold') },
);

const schedule = (purges: boolean) =>
  fc.record({
    steps: fc.array(step(purges), { minLength: 5, maxLength: 40 }),
    fates: fc.infiniteStream(fate),
    waits: fc.infiniteStream(fc.oneof(fc.integer({ min: -200, max: 0 }), fc.integer({ min: 0, max: 4 }))),
  });

async function run({ steps, fates, waits }: { steps: Step[]; fates: Iterator<Fate>; waits: Iterator<number> }) {
  const bus = createFaultyBus(createMemoryBus(), () => fates.next().value);
  const { hub, clock, append, subscribe, purge, close } = await createTestHub(bus, (db) =>
    slowDown(db, () => waits.next().value),
  );
  let written = 0;
  const writes: Promise<void>[] = [];
  const subscribers: Promise<Heard>[] = [];
  const left = new Set<number>();
  for (const todo of steps) {
    if (todo.do === 'append') {
      written += todo.count;
      writes.push(append(todo.count));
    } else if (todo.do === 'subscribe') {
      const asked = todo.back === null ? null : Math.max(0, written - todo.back);
      subscribers.push(
        subscribe(asked).then((heard) => {
          if (heard.subscription.recovered) expect(startOf(heard)).toBe(asked);
          return heard;
        }),
      );
    } else if (todo.do === 'unsubscribe') {
      if (todo.index < subscribers.length) left.add(todo.index);
      void subscribers[todo.index]?.then(({ subscription }) => subscription.unsubscribe());
    } else if (todo.do === 'flush') bus.flush();
    else if (todo.do === 'purge') writes.push(purge(written - todo.keep));
    else await settle(todo.turns);
  }
  await Promise.all(writes);
  const all = await Promise.all(subscribers);
  bus.flush();
  await settle(50);
  await clock.advance(HEADS_MS);
  await settle(50);
  const staying = all.filter((_, index) => !left.has(index));
  expect(hub.size).toBe(staying.some(({ lost }) => !lost) ? 1 : 0);
  for (const { subscription } of all) subscription.unsubscribe();
  expect(hub.size).toBe(0);
  await close();
  return { written, staying, all };
}

/** Where the deliveries of a subscriber begin. */
const startOf = ({ subscription }: Heard) => subscription.offset - subscription.events.length;

test('whatever the bus loses, repeats and reorders, every subscriber gets every event once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(schedule(false), async (input) => {
      const { written, staying, all } = await run(input);
      for (const heard of staying) expect(heard.offsets).toEqual(between(startOf(heard), written));
      for (const heard of all) {
        expect(heard.lost).toBe(false);
        expect(heard.offsets).toEqual(between(startOf(heard), startOf(heard) + heard.offsets.length));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('with history purged meanwhile there is still no hole: a subscriber is told that it lost its place', async () => {
  await fc.assert(
    fc.asyncProperty(schedule(true), async (input) => {
      const { written, staying, all } = await run(input);
      for (const heard of all) {
        expect(heard.offsets).toEqual(between(startOf(heard), startOf(heard) + heard.offsets.length));
      }
      for (const heard of staying) {
        if (!heard.lost) expect(startOf(heard) + heard.offsets.length).toBe(written);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
