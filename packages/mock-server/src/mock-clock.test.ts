import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMockClock } from './mock-clock.js';

const START = Date.UTC(2026, 0, 1);

describe('createMockClock', () => {
  it('runs what comes due in its order, and lets what it starts settle before the next', async () => {
    const clock = createMockClock({ start: START, frozen: true });
    const seen: string[] = [];
    clock.setTimeout(async () => {
      await Promise.resolve();
      seen.push(`first at ${clock.now() - START}`);
      clock.setTimeout(() => seen.push(`nested at ${clock.now() - START}`), 5);
    }, 10);
    clock.setTimeout(() => seen.push(`second at ${clock.now() - START}`), 20);
    await clock.advance(30);
    expect(seen).toEqual(['first at 10', 'nested at 15', 'second at 20']);
    expect(clock.now()).toBe(START + 30);
  });

  it('goes on by itself unless it is frozen, and from where it stood when it is resumed', async () => {
    const real = createMockClock({ start: 0, frozen: true });
    const clock = createMockClock({ start: START, real });
    const fired: number[] = [];
    clock.setTimeout(() => fired.push(clock.now() - START), 100);
    clock.setTimeout(() => fired.push(clock.now() - START), 400);
    await real.advance(150);
    expect([clock.now() - START, fired]).toEqual([150, [100]]);
    clock.freeze();
    await real.advance(1_000);
    expect([clock.now() - START, clock.frozen]).toEqual([150, true]);
    await clock.advance(50);
    clock.resume();
    await real.advance(200);
    expect([clock.now() - START, fired]).toEqual([400, [100, 400]]);
  });

  it('moves on to a moment, never back', async () => {
    const clock = createMockClock({ start: START, frozen: true });
    await clock.set('2026-01-01T01:00:00.000Z');
    expect(clock.now() - START).toBe(3_600_000);
    await expect(clock.set(START)).rejects.toThrow('moves on only');
    await expect(clock.set('tomorrow')).rejects.toThrow('is no time');
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
    clock.reset();
    expect(clock.now()).toBe(START);
  });

  it('takes back timers either way that server and client do', async () => {
    const clock = createMockClock({ start: START, frozen: true });
    const fired: string[] = [];
    const cancel = clock.setTimeout(() => fired.push('cancelled'), 10);
    const timer = clock.setTimeout(() => fired.push('cleared'), 10);
    clock.setTimeout(() => fired.push('kept'), 10);
    cancel();
    clock.clearTimeout(timer);
    clock.clearTimeout(undefined);
    await clock.advance(10);
    expect(fired).toEqual(['kept']);
  });

  it('fires any timers in the order of their times, however time is moved on', async () => {
    const ms = fc.integer({ min: 0, max: 1_000 });
    const runs = fc.asyncProperty(fc.array(ms), fc.array(ms, { minLength: 1, maxLength: 5 }), async (delays, steps) => {
      const clock = createMockClock({ start: 0, frozen: true });
      const fired: [number, number][] = [];
      delays.forEach((delay, index) => void clock.setTimeout(() => fired.push([clock.now(), index]), delay));
      for (const step of steps) await clock.advance(step);
      const until = clock.now();
      const due = delays.map((delay, index) => [delay, index] as [number, number]).filter(([at]) => at <= until);
      expect(fired).toEqual(due.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    });
    await fc.assert(runs, { numRuns: 50 });
  });

  it('lets whatever goes in by its own hand and moved time meet: a timer fires once', async () => {
    const clock = createMockClock();
    let fired = 0;
    clock.setTimeout(() => fired++, 20);
    await Promise.all([clock.advance(15), clock.advance(15)]);
    expect(fired).toBe(1);
  });
});
