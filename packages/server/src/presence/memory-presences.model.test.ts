import { type PresenceStatus, SERVER_TIMING } from '@pulse-io/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { presenceTopic } from '../bus/topics.js';
import type { Clock } from '../clock.js';
import { createMemoryPresences, SWEEP_MS } from './memory-presences.js';

type Change =
  | { do: 'hold'; user: string; lease: string }
  | { do: 'release'; user: string; lease: string }
  | { do: 'set'; user: string; status: PresenceStatus };
type Step = Change | { do: 'wait'; ms: number };

const user = fc.constantFrom('alice', 'bob');
const lease = fc.constantFrom('one', 'two', 'three');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), user, lease }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), user, lease }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      user,
      status: fc.constantFrom<PresenceStatus>('online', 'away', 'busy', 'offline'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      // In whole sweeps, so that what has run out is also noticed.
      ms: fc
        .oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(149, 150, 151, 600, 750, 751))
        .map((n) => n * SWEEP_MS),
    }),
  },
);

/** What one user should look like, kept the plain way: looked at anew in every tick. */
class NaiveUser {
  leases = new Map<string, number>();
  manual: PresenceStatus | null = null;
  grace = 0;
  hand = 0;
  status: PresenceStatus = 'offline';
  seen: number | null = null;

  do(todo: Change, now: number): void {
    if (todo.do === 'hold') this.leases.set(todo.lease, now + SERVER_TIMING.leaseMs);
    else if (todo.do === 'release') {
      if (this.leases.delete(todo.lease) && this.manual !== 'offline') this.grace = now + SERVER_TIMING.graceMs;
    } else {
      this.manual = todo.status;
      if (todo.status === 'offline') this.grace = this.hand = 0;
      else if (this.leases.size === 0) this.hand = now + SERVER_TIMING.leaseMs;
    }
    this.look(now);
  }

  look(now: number): void {
    for (const [id, until] of this.leases) if (until <= now) this.leases.delete(id);
    const present = this.leases.size > 0 || this.grace > now || this.hand > now;
    if (!present) this.manual = null;
    const status = present ? (this.manual ?? 'online') : 'offline';
    if (status === 'offline' && this.status !== 'offline') this.seen = now;
    this.status = status;
  }
}

/** Synchronous, so that long times pass quickly. */
function createTickingClock() {
  let now = Date.UTC(2026, 0, 1);
  const timers = new Set<{ at: number; callback: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimeout(callback, ms) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const tick = () => {
    now += SWEEP_MS;
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.callback();
  };
  return { clock, tick, timers };
}

test('is what a naive model says, and publishes exactly the changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const { clock, tick, timers } = createTickingClock();
      const bus = createMemoryBus();
      const logger = { warn: () => {}, error: () => {} };
      const presences = createMemoryPresences({ clock, bus, logger });
      const published: string[] = [];
      const told = new Map<string, PresenceStatus>();
      await bus.subscribe(presenceTopic('p'), (hint) => {
        if (hint.kind !== 'presence') return;
        const { userId, status } = hint.presence;
        expect(hint.previous.status).toBe(told.get(userId) ?? 'offline');
        expect(status).not.toBe(hint.previous.status);
        told.set(userId, status);
        published.push(`${clock.now()} ${userId} ${status}`);
      });
      const users = new Map([
        ['alice', new NaiveUser()],
        ['bob', new NaiveUser()],
      ]);
      const expected: string[] = [];
      const note = (change: (user: NaiveUser) => void) => {
        for (const [userId, naive] of users) {
          const before = naive.status;
          change(naive);
          if (naive.status !== before) expected.push(`${clock.now()} ${userId} ${naive.status}`);
        }
      };
      const compare = async () => {
        for (const presence of await presences.get('p', ['alice', 'bob'])) {
          const { status, seen } = users.get(presence.userId) as NaiveUser;
          const at = status === 'offline' ? seen : clock.now();
          const lastSeenAt = at === null ? null : new Date(at).toISOString();
          expect(presence).toEqual({ userId: presence.userId, status, lastSeenAt });
        }
        expect([...published].sort()).toEqual([...expected].sort());
      };
      for (const todo of steps) {
        if (todo.do === 'wait') {
          for (let ms = 0; ms < todo.ms; ms += SWEEP_MS) {
            tick();
            note((naive) => naive.look(clock.now()));
          }
        } else {
          if (todo.do === 'set') await presences.set('p', todo.user, todo.status);
          else await presences[todo.do]('p', todo.user, todo.lease);
          note((naive) => naive === users.get(todo.user) && naive.do(todo, clock.now()));
        }
        await compare();
        expect(timers.size).toBeLessThanOrEqual(1);
      }
      for (let ms = 0; ms <= SERVER_TIMING.leaseMs; ms += SWEEP_MS) tick();
      expect(timers.size).toBe(0);
    }),
    { numRuns: 300 },
  );
});
