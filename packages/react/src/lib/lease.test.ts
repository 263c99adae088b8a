import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endLeases, Lease } from './lease.js';

function open(owner: object) {
  const log: string[] = [];
  let count = 0;
  const lease = new Lease(
    owner,
    () => {
      log.push(`begin ${++count}`);
      return count;
    },
    (held) => log.push(`end ${held}`),
  );
  return { lease, log };
}

describe('a lease', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('begins with the first who holds it, and ends a moment after the last', () => {
    const { lease, log } = open({});
    const [first, second] = [lease.hold(), lease.hold()];
    first();
    vi.advanceTimersByTime(5_000);
    expect(log).toEqual(['begin 1']);
    second();
    vi.advanceTimersByTime(999);
    expect(lease.used).toBe(true);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['begin 1', 'end 1']);
    expect([lease.used, lease.peek()]).toEqual([false, null]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on where somebody holds it again in time, and begins anew later', () => {
    const { lease, log } = open({});
    lease.hold()();
    vi.advanceTimersByTime(500);
    lease.hold()();
    vi.advanceTimersByTime(999);
    expect(log).toEqual(['begin 1']);
    vi.advanceTimersByTime(1);
    expect(lease.use()).toBe(2);
    vi.advanceTimersByTime(1_000);
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('ends at once with its owner, with those of others going on', () => {
    const owner = {};
    const [one, two, other] = [open(owner), open(owner), open({})];
    const release = one.lease.hold();
    two.lease.hold()();
    other.lease.hold();
    endLeases(owner);
    expect([one.log, two.log, other.log]).toEqual([['begin 1', 'end 1'], ['begin 1', 'end 1'], ['begin 1']]);
    release();
    vi.runAllTimers();
    expect(one.log).toEqual(['begin 1', 'end 1']);
  });
});
