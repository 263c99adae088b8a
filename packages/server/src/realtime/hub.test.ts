import { afterEach, describe, expect, test } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { createMemoryBus } from '../bus/memory-bus.js';
import { channelTopic } from '../bus/topics.js';
import { settle } from '../testing/fake-clock.js';
import { HEADS_MS } from './hub.js';
import {
  between,
  CHANNEL,
  createFaultyBus,
  createTestHub,
  EPOCH,
  type Fate,
  microtasks,
  PROJECT,
  slowDown,
  type TestHub,
} from './hub.test-kit.js';

const opened: TestHub[] = [];
const open = async (...args: Parameters<typeof createTestHub>) => {
  const hub = await createTestHub(...args);
  opened.push(hub);
  return hub;
};
afterEach(async () => {
  for (const hub of opened.splice(0)) await hub.close();
});

const EVENT = {
  ...{ ch: CHANNEL, id: '', ts: '', type: 'feed.activity.removed' as const },
  data: { feed: 'user:alice', activityId: '' },
};

/** A bus whose next fates are given; then it works. */
const faulty = (...fates: Fate[]) => createFaultyBus(createMemoryBus(), () => fates.shift() ?? 'pass');

describe('subscribe', () => {
  test('without a position starts at the head', async () => {
    const { append, subscribe } = await open(createMemoryBus());
    await append(3);
    const heard = await subscribe(null);
    expect(heard.subscription).toMatchObject({ epoch: EPOCH, offset: 3, recovered: false, events: [] });
    await append(2);
    expect(heard.offsets).toEqual([4, 5]);
  });

  test('recovers what came since a position', async () => {
    const { append, subscribe } = await open(createMemoryBus());
    await append(5);
    const heard = await subscribe(2);
    expect(heard.subscription).toMatchObject({ offset: 5, recovered: true });
    await append();
    expect(heard.offsets).toEqual([3, 4, 5, 6]);
  });

  test('recovers nothing when nothing came', async () => {
    const { append, subscribe } = await open(createMemoryBus());
    await append(2);
    expect((await subscribe(2)).subscription).toMatchObject({ offset: 2, recovered: true, events: [] });
  });

  test.each([
    ['an offset that was purged', 0, EPOCH],
    ['an offset that never was', 9, EPOCH],
    ['another epoch', 3, 'another'],
  ])('does not recover from %s', async (_, offset, epoch) => {
    const { append, subscribe, purge } = await open(createMemoryBus());
    await append(4);
    await purge(2);
    const heard = await subscribe(offset, epoch);
    expect(heard.subscription).toMatchObject({ offset: 4, recovered: false, events: [] });
    await append();
    expect(heard.offsets).toEqual([5]);
  });

  test('rejects when the storage fails, and the next one starts anew', async () => {
    let broken = true;
    const { subscribe, hub, append } = await open(createMemoryBus(), (db) => ({
      ...db,
      selectFrom: ((table: 'channel') => {
        if (broken) throw new Error('disk on fire');
        return db.selectFrom(table);
      }) as typeof db.selectFrom,
    }));
    await expect(subscribe(null)).rejects.toThrow('disk on fire');
    expect(hub.size).toBe(0);
    broken = false;
    const heard = await subscribe(null);
    await append();
    expect(heard.offsets).toEqual([1]);
  });
});

describe('hints', () => {
  test('that are lost are read from history when the next one comes', async () => {
    const { append, subscribe } = await open(faulty('drop', 'drop', 'pass'));
    const heard = await subscribe(null);
    await append();
    await append();
    expect(heard.offsets).toEqual([]);
    await append();
    await settle();
    expect(heard.offsets).toEqual([1, 2, 3]);
  });

  test('that are lost for good come to light when the heads are compared', async () => {
    const { append, subscribe, clock } = await open(faulty('drop'));
    const heard = await subscribe(null);
    await append();
    await clock.advance(HEADS_MS);
    expect(heard.offsets).toEqual([1]);
  });

  test('that are lost come to light at once when the bus tells of it', async () => {
    let tellLost = () => {};
    const onLost = (listener: () => void) => {
      tellLost = listener;
      return () => {};
    };
    const { append, subscribe } = await open({ ...faulty('drop'), onLost });
    const heard = await subscribe(null);
    await append();
    tellLost();
    await settle();
    expect(heard.offsets).toEqual([1]);
  });

  test('that repeat or come late change nothing', async () => {
    const bus = faulty('twice', 'hold', 'pass');
    const { append, subscribe } = await open(bus);
    const heard = await subscribe(null);
    for (let n = 0; n < 3; n++) await append();
    await settle();
    bus.flush();
    await settle();
    expect(heard.offsets).toEqual([1, 2, 3]);
  });

  test('of another epoch, or of what is not stored, are not believed', async () => {
    const bus = createMemoryBus();
    const { append, subscribe } = await open(bus);
    const heard = await subscribe(null);
    bus.publish(channelTopic(PROJECT, CHANNEL), { kind: 'event', event: { ...EVENT, epoch: 'another', offset: 1 } });
    bus.publish(channelTopic(PROJECT, CHANNEL), { kind: 'event', event: { ...EVENT, epoch: EPOCH, offset: 7 } });
    await settle();
    await append();
    expect(heard.offsets).toEqual([1]);
  });

  test('that come while a gap is read are not forgotten with it', async () => {
    const bus = faulty('pass', 'drop', 'pass');
    let turns = 0;
    const { append, subscribe } = await open(bus, (db) => slowDown(db, () => turns));
    const heard = await subscribe(null);
    turns = 5;
    bus.publish(channelTopic(PROJECT, CHANNEL), { kind: 'event', event: { ...EVENT, epoch: EPOCH, offset: 7 } });
    // The head and the events of the empty channel are read by now, and not yet answered.
    await settle(17);
    await append();
    await append();
    await settle(60);
    expect(heard.offsets).toEqual([1, 2]);
  });

  test('of a burst make one reader ask', async () => {
    let reads = 0;
    const { append, subscribe } = await open(faulty('drop'), (db) =>
      slowDown(db, () => {
        reads++;
        return 2;
      }),
    );
    const heard = await subscribe(null);
    await append();
    reads = 0;
    await append(20);
    await settle(20);
    expect(heard.offsets).toEqual(between(0, 21));
    // The head and the events, before and after each.
    expect(reads).toBe(4);
  });

  test('ahead of what can be read do not make a subscriber wait for it', async () => {
    const bus = createMemoryBus();
    const { subscribe } = await open(bus);
    const first = await subscribe(null);
    for (const offset of [1, 2]) {
      bus.publish(channelTopic(PROJECT, CHANNEL), { kind: 'event', event: { ...EVENT, epoch: EPOCH, offset } });
    }
    expect(first.offsets).toEqual([1, 2]);
    expect((await subscribe(0)).subscription).toMatchObject({ offset: 2, recovered: false });
  });

  test('that are lost come to light when somebody else reads the channel', async () => {
    const { append, subscribe } = await open(faulty('drop'));
    const heard = await subscribe(null);
    await append();
    await subscribe(1);
    await settle();
    expect(heard.offsets).toEqual([1]);
  });
});

test('the hint of what a subscriber has just not read may come at any moment', async () => {
  for (let moment = 0; moment < 60; moment++) {
    const waits: (number | Promise<void>)[] = [];
    const bus = faulty('pass', 'hold');
    const hub = await createTestHub(bus, (db) => slowDown(db, () => waits.shift() ?? 0));
    await hub.append();
    await hub.subscribe(null);
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    waits.push(0, 0, 0, answered);
    const reading = hub.subscribe(0);
    await settle();
    await hub.append();
    answer();
    await microtasks(moment);
    bus.flush();
    const heard = await reading;
    await hub.append();
    expect(heard.offsets).toEqual([1, 2, 3]);
    await hub.close();
  }
});

test('a subscriber that reads while the topic loses its place loses it as well', async () => {
  const turns: number[] = [];
  const { append, subscribe, purge } = await open(faulty('pass', 'pass', 'drop', 'pass'), (db) =>
    slowDown(db, () => turns.shift() ?? 0),
  );
  const first = await subscribe(null);
  await append(2);
  // The events are read at once, and answered late.
  turns.push(0, 0, 0, 30);
  const reading = subscribe(1);
  await settle();
  await append();
  await purge(9);
  await append();
  await settle();
  expect(first.lost).toBe(true);
  const late = await reading;
  expect(late.subscription).toMatchObject({ offset: 4, recovered: false, events: [] });
  await append();
  expect(late.offsets).toEqual([5]);
});

test('a gap that was purged ends the subscription, and subscribing anew does not recover', async () => {
  const { append, subscribe, purge, hub } = await open(faulty('drop', 'drop', 'pass'));
  const heard = await subscribe(null);
  await append();
  await append();
  await purge(1);
  await append();
  await settle();
  expect(heard).toMatchObject({ lost: true, offsets: [] });
  expect(hub.size).toBe(0);
  expect((await subscribe(0)).subscription).toMatchObject({ offset: 3, recovered: false });
});

test('a gap is read again after the storage failed', async () => {
  let failures = 0;
  const { append, subscribe, clock } = await open(faulty('drop', 'pass'), (db) => ({
    ...db,
    selectFrom: ((table: 'channel') => {
      if (failures-- > 0) throw new Error('disk on fire');
      return db.selectFrom(table);
    }) as typeof db.selectFrom,
  }));
  const heard = await subscribe(null);
  await append();
  failures = 2;
  await append();
  await clock.advance(50);
  expect(heard.offsets).toEqual([]);
  await clock.advance(1_000);
  expect(heard.offsets).toEqual([1, 2]);
});

test('one encoding of an event serves all subscribers', async () => {
  const { append, hub } = await open(createMemoryBus());
  const texts: string[] = [];
  const take = (delivery: { kind: string; text?: string }) => void texts.push(delivery.text ?? '');
  for (let n = 0; n < 2; n++) await hub.subscribe(PROJECT, CHANNEL, null, take);
  await append();
  expect(texts).toHaveLength(2);
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ ev: { ch: CHANNEL, offset: 1, epoch: EPOCH } });
  expect(texts[0]).toBe(texts[1]);
});

test('a subscriber that throws does not keep the event from others', async () => {
  const { append, hub, subscribe } = await open(createMemoryBus());
  await hub.subscribe(PROJECT, CHANNEL, null, () => {
    throw new Error('no');
  });
  const heard = await subscribe(null);
  await append();
  expect(heard.offsets).toEqual([1]);
});

test('ephemerals are delivered to those who subscribe, and not stored', async () => {
  const bus = createMemoryBus();
  const { subscribe } = await open(bus);
  const heard = await subscribe(null);
  const ephemeral = { ch: CHANNEL, type: 'typing_started' as const, user: 'bob', data: {}, ttlMs: 7_000 };
  bus.publish(channelTopic(PROJECT, CHANNEL), { kind: 'ephemeral', ephemeral, from: null });
  expect(heard.ephemerals.map((text) => JSON.parse(text))).toEqual([{ eph: ephemeral }]);
  expect((await subscribe(0)).ephemerals).toEqual([]);
});

test('a channel is attached once, and left with its last subscriber', async () => {
  let attached = 0;
  const inner = createMemoryBus();
  const bus: Bus = {
    ...inner,
    async subscribe(topic, listener) {
      attached++;
      const detach = await inner.subscribe(topic, listener);
      return () => {
        attached--;
        detach();
      };
    },
  };
  const { subscribe, hub } = await open(bus);
  const [one, two] = await Promise.all([subscribe(null), subscribe(null)]);
  expect([attached, hub.size]).toEqual([1, 1]);
  one.subscription.unsubscribe();
  one.subscription.unsubscribe();
  expect(attached).toBe(1);
  two.subscription.unsubscribe();
  expect([attached, hub.size]).toEqual([0, 0]);
});

test('what is written while a subscriber reads is neither missing nor twice', async () => {
  const { append, subscribe } = await open(createMemoryBus());
  await append(3);
  await subscribe(null);
  const reading = subscribe(0);
  await append(2);
  const heard = await reading;
  await append(2);
  expect(heard.offsets).toEqual(between(0, 7));
});
