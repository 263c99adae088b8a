import fc from 'fast-check';
import { HTTP_FAULTS, type HttpFault } from './link.js';

/** The devices of every scenario: two of one user, another user, a backend, and the same name in another project. */
export const DEVICES = ['p/alice', 'p/alice-2', 'p/bob', 'p/server', 'q/alice'] as const;
export type DeviceName = (typeof DEVICES)[number];

export type Step =
  | { do: 'post'; by: DeviceName; feed: number }
  | { do: 'remove'; by: DeviceName; pick: number }
  | { do: 'follow' | 'unfollow'; by: DeviceName; target: 'alice' | 'bob' }
  | { do: 'watch' | 'unwatch'; by: DeviceName; feed: number }
  | { do: 'burst'; feed: number; count: number }
  | { do: 'spy' | 'slowRead' | 'loadMore' | 'refresh' | 'retry' | 'discard'; by: DeviceName }
  | { do: 'drop' | 'halfOpen' | 'online' | 'tokenTrouble'; on: DeviceName }
  /** Told beforehand or not. */
  | { do: 'offline' | 'freeze'; on: DeviceName; told: boolean }
  | { do: 'thaw'; on: DeviceName; wakeFirst: boolean }
  | { do: 'latency' | 'clock'; on: DeviceName; ms: number }
  /** Of the frame that comes after so many others. */
  | { do: 'swap'; on: DeviceName; after: number }
  | { do: 'repeat'; on: DeviceName; after: number; ms: number }
  | { do: 'http'; on: DeviceName; fault: HttpFault; calls: number }
  | { do: 'restart'; how: 'graceful' | 'crash' | 'power'; downMs: number; purge: boolean; newEpoch: boolean }
  | { do: 'purge' };

export interface Scenario {
  /** Of ids and jitter. */
  seed: number;
  /** Activities that are there before. */
  history: number;
  ttlSeconds: number;
  /** How far each device's clock stands from the server's. */
  skewsMs: number[];
  steps: { afterMs: number; step: Step }[];
}

const HOUR = 3_600_000;

/** Most befalls one device, so that troubles meet. */
const device = fc.constantFrom<DeviceName[]>(
  ...(['p/alice', 'p/alice', 'p/alice', 'p/bob', 'p/bob', 'p/server', 'p/server', 'p/alice-2', 'q/alice'] as const),
);
const feed = fc.nat(4);
const skew = fc.constantFrom(0, 0, 0, 250, -250, 3 * HOUR, -3 * HOUR, 90_000, -90_000);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: fc.constant('post'), by: device, feed }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('burst'), feed: fc.nat(1), count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('slowRead'), by: device }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('remove'), by: device, pick: fc.nat(50) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('follow', 'follow', 'unfollow'),
      by: device,
      target: fc.constantFrom('alice', 'bob'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('watch', 'unwatch'), by: device, feed }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('spy', 'loadMore', 'loadMore', 'refresh', 'retry', 'retry', 'discard'),
      by: device,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('drop', 'drop', 'halfOpen', 'halfOpen', 'online', 'tokenTrouble'),
      on: device,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('offline', 'freeze'), on: device, told: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('thaw'), on: device, wakeFirst: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('latency'), on: device, ms: fc.constantFrom(1, 40, 400, 3_000, 6_000) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('swap'), on: device, after: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('repeat'),
      on: device,
      after: fc.nat(3),
      ms: fc.constantFrom(0, 0, 300, 5_000, 40_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), on: device, ms: skew }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('http'),
      on: device,
      fault: fc.constantFrom(...HTTP_FAULTS),
      calls: fc.constantFrom(1, 1, 2, 4, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('restart'),
      how: fc.constantFrom('graceful', 'crash', 'power'),
      downMs: fc.constantFrom(0, 200, 3_000, 30_000),
      purge: fc.boolean(),
      newEpoch: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge') }) },
) as fc.Arbitrary<Step>;

export interface ScenarioSize {
  maxSteps: number;
}

export const scenario = ({ maxSteps }: ScenarioSize): fc.Arbitrary<Scenario> =>
  fc.record({
    seed: fc.nat(0xffff),
    history: fc.constantFrom(0, 0, 3, 30, 60),
    ttlSeconds: fc.constantFrom(14_400, 60, 60),
    skewsMs: fc.array(skew, { minLength: DEVICES.length, maxLength: DEVICES.length }),
    steps: fc.array(
      fc.record({ afterMs: fc.constantFrom(0, 0, 0, 1, 4, 8, 40, 700, 2_000, 9_000, 36_000, 70_000), step }),
      { maxLength: maxSteps, size: 'max' },
    ),
  });

/** A scenario as a person reads it. */
export function describeScenario({ seed, history, ttlSeconds, skewsMs, steps }: Scenario): string {
  const skews = DEVICES.map((name, i) => `${name} ${skewsMs[i]}`).join(', ');
  const lines = steps.map(({ afterMs, step: { do: what, ...rest } }) => {
    const details = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
    return `  after ${String(afterMs).padStart(6)} ms: ${what} ${details.join(' ')}`;
  });
  return [`seed ${seed}, history ${history}, tokens of ${ttlSeconds} s, clocks off by ms: ${skews}`, ...lines].join(
    '\n',
  );
}
