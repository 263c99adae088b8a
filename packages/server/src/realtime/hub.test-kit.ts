import { createUlid } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import type { HintMessage } from '../bus/topics.js';
import { commit } from '../commit.js';
import { openSqlite } from '../node/open-sqlite.js';
import type { ReadDb, Storage } from '../storage/storage.js';
import { createFakeClock, type FakeClock, settle } from '../testing/fake-clock.js';
import type { Deliver, Delivery, Subscription } from './delivery.js';
import { createHub, type Hub } from './hub.js';

export const PROJECT = 'project-1';
export const CHANNEL = 'feed:user:alice';
export const EPOCH = 'epoch-1';

export const silentLogger = { warn: () => {}, error: () => {} };

/** What a subscriber was given, as a client would see it. */
export interface Heard {
  readonly offsets: number[];
  lost: boolean;
  readonly ephemerals: string[];
  subscription: Subscription;
}

export interface TestHub {
  hub: Hub;
  storage: Storage;
  clock: FakeClock;
  append(count?: number): Promise<void>;
  subscribe(recover: number | null, epoch?: string): Promise<Heard>;
  purge(upTo: number): Promise<void>;
  close(): Promise<void>;
}

export async function createTestHub(bus: Bus, slow: (db: ReadDb) => ReadDb = (db) => db): Promise<TestHub> {
  const storage = await openSqlite();
  const clock = createFakeClock();
  const nextId = createUlid({ now: clock.now, random: () => 0.5 });
  const hub = createHub({ storage: { db: slow(storage.db) }, bus, clock, logger: silentLogger, epoch: EPOCH });
  return {
    hub,
    storage,
    clock,
    append: (count = 1) =>
      commit({ storage, bus, clock, nextId, logger: silentLogger, epoch: EPOCH }, PROJECT, async ({ emit }) => {
        for (let n = 0; n < count; n++) {
          const data = { feed: 'user:alice', activityId: nextId() };
          emit({ ch: CHANNEL, type: 'feed.activity.removed', data });
        }
      }),
    async subscribe(recover, epoch = EPOCH) {
      const early: Delivery[] = [];
      const offsets: number[] = [];
      const heard = { offsets, lost: false, ephemerals: [] as string[] };
      const take = (delivery: Delivery) => {
        if (delivery.kind === 'event') offsets.push(delivery.event.offset);
        else if (delivery.kind === 'ephemeral') heard.ephemerals.push(delivery.text);
        else heard.lost = true;
      };
      let deliver: Deliver = (delivery) => void early.push(delivery);
      const position = recover === null ? null : { epoch, offset: recover };
      const subscription = await hub.subscribe(PROJECT, CHANNEL, position, (delivery) => deliver(delivery));
      for (const event of subscription.events) offsets.push(event.offset);
      early.forEach(take);
      deliver = take;
      return Object.assign(heard, { subscription });
    },
    purge: (upTo) =>
      storage.transaction(async (tx) => {
        await tx.deleteFrom('event').where('offset', '<=', upTo).execute();
      }),
    async close() {
      hub.close();
      await settle();
      await storage.close();
    },
  };
}

/** The offsets after one up to another. */
export const between = (after: number, upTo: number): number[] =>
  Array.from({ length: Math.max(0, upTo - after) }, (_, n) => after + n + 1);

/** A number carries the message after so many microtasks. */
export type Fate = 'pass' | 'drop' | 'twice' | 'hold' | number;

/** A bus that loses, repeats and reorders what it carries. */
export function createFaultyBus(inner: Bus, nextFate: () => Fate): Bus & { flush(): void } {
  let held: [string, HintMessage][] = [];
  return {
    ...inner,
    publish(topic, message) {
      const copy = JSON.parse(JSON.stringify(message)) as HintMessage;
      const fate = nextFate();
      if (fate === 'hold') held.push([topic, copy]);
      if (typeof fate === 'number') void microtasks(fate).then(() => inner.publish(topic, copy));
      for (let n = fate === 'twice' ? 2 : fate === 'pass' ? 1 : 0; n > 0; n--) inner.publish(topic, copy);
    },
    flush() {
      const late = held.reverse();
      held = [];
      for (const [topic, message] of late) inner.publish(topic, message);
    },
  };
}

export async function microtasks(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await undefined;
}

/** Turns of the event loop, or as many microtasks as it is negative, or until something else. */
type Wait = number | Promise<void>;

const pause = (wait: Wait) => (typeof wait !== 'number' ? wait : wait < 0 ? microtasks(-wait) : settle(wait));

/** Waits before and after each query, so that everything else can come between. */
export function slowDown(db: ReadDb, nextWait: () => Wait): ReadDb {
  const wrap = (target: object): object =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value !== 'function') return value;
        if (typeof name === 'string' && name.startsWith('execute')) {
          return async (...args: unknown[]) => {
            await pause(nextWait());
            const answer: unknown = await value.apply(of, args);
            await pause(nextWait());
            return answer;
          };
        }
        return (...args: unknown[]) => {
          const answer: unknown = value.apply(of, args);
          return answer !== null && typeof answer === 'object' ? wrap(answer) : answer;
        };
      },
    });
  return wrap(db) as ReadDb;
}
