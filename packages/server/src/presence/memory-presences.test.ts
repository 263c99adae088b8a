import { SERVER_TIMING } from '@pulse-io/protocol';
import { expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { presenceTopic } from '../bus/topics.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { quietLogger } from '../testing/test-backend.js';
import { createMemoryPresences, SWEEP_MS } from './memory-presences.js';
import { testPresencesModel } from './presences.model.test-kit.js';
import { describePresences, PROJECT, type PresencesBench } from './presences.test-kit.js';
import { Remembered } from './remembered.js';

function openBench() {
  const clock = createFakeClock();
  const bus = createMemoryBus();
  const logged: string[] = [];
  const logger = { warn: () => {}, error: (message: string) => void logged.push(message) };
  const presences = createMemoryPresences({ clock, bus, logger });
  return { presences, bus, clock, logged, advance: clock.advance, close: () => presences.close() };
}

describePresences('memory', async () => openBench());

/** Synchronous, so that long times pass quickly. */
async function openTicking(): Promise<PresencesBench> {
  let now = Date.UTC(2026, 0, 1);
  const timers = new Set<{ at: number; callback: () => void }>();
  const clock = {
    now: () => now,
    setTimeout(callback: () => void, ms: number) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const tick = () => {
    now += SWEEP_MS;
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.callback();
    expect(timers.size).toBeLessThanOrEqual(1);
  };
  const bus = createMemoryBus();
  const presences = createMemoryPresences({ clock, bus, logger: quietLogger });
  return {
    ...{ presences, bus, clock },
    async advance(ms) {
      for (let gone = 0; gone < ms; gone += SWEEP_MS) tick();
    },
    async close() {
      for (let gone = 0; gone <= 2 * SERVER_TIMING.leaseMs; gone += SWEEP_MS) tick();
      expect(timers.size).toBe(0);
      await presences.close();
    },
  };
}

testPresencesModel('memory', openTicking, 300);

test('what has run out is over, also before it was noticed', async () => {
  const { presences, clock } = openBench();
  await clock.advance(50);
  await presences.set(PROJECT, 'alice', {
    status: 'online',
    customStatus: { text: 'x', emoji: null, expiresAt: null },
  });
  await presences.set(PROJECT, 'alice', { activity: { type: 'playing', text: 'Chess' } });
  await clock.advance(SERVER_TIMING.leaseMs);
  await presences.hold(PROJECT, 'alice', { id: 'tab', idle: true, rooms: [] });
  const [alice] = await presences.get(PROJECT, ['alice']);
  expect(alice).toMatchObject({ status: 'away', customStatus: { text: 'x' }, activity: null });
});

test('what cannot be published is logged, and the state is kept', async () => {
  const { presences, bus, logged } = openBench();
  bus.publish = () => {
    throw new Error('no');
  };
  await presences.hold(PROJECT, 'alice', { id: 'tab', idle: false, rooms: ['lobby'] });
  expect((await presences.getRoom(PROJECT, 'lobby')).members).toMatchObject([{ status: 'online' }]);
  expect(logged).toHaveLength(2);
});

test('many users share one timer, and all are noticed in time', async () => {
  const { presences, bus, clock } = openBench();
  for (let n = 0; n < 2_000; n++) {
    await presences.hold(PROJECT, `user-${n}`, { id: 'tab', idle: false, rooms: [] });
    if (n % 20 === 0) await clock.advance(7);
  }
  let changes = 0;
  await bus.subscribe(presenceTopic(PROJECT), () => void changes++);
  await clock.advance(SERVER_TIMING.leaseMs + 100);
  expect(changes).toBe(2_000);
  await presences.close();
});

test('those gone longest are forgotten first', () => {
  const remembered = new Remembered<number>(2);
  remembered.remember(PROJECT, 'a', 1);
  remembered.remember(PROJECT, 'b', 2);
  remembered.remember(PROJECT, 'a', 3);
  remembered.remember(PROJECT, 'c', 4);
  expect(['a', 'b', 'c'].map((user) => remembered.recall(PROJECT, user))).toEqual([3, null, 4]);
});
