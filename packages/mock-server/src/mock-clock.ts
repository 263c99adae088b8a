import { type Clock, systemClock } from '@pulse-io/server';

/**
 * Time as the mock sees it: it goes on by itself until it is frozen, and it can be moved on. It fits the server and
 * the client's `clock` option alike, so that one call moves both.
 */
export interface MockClock extends Clock {
  /** Takes back a timer of `setTimeout`. */
  clearTimeout(timer: unknown): void;
  readonly frozen: boolean;
  /** Moves time on by `ms`: every timer that comes due runs in its order, and what it starts settles before the next. */
  advance(ms: number): Promise<void>;
  /** Moves time on to a moment that is to come; rejects with a RangeError for one that has gone. */
  set(time: Date | string | number): Promise<void>;
  /** Time stands still from now on, until it is moved or resumed. */
  freeze(): void;
  resume(): void;
  /** As it was made; timers that are set stay. */
  reset(): void;
}

export interface MockClockOptions {
  /** Where it starts: milliseconds since 1970, a Date or an RFC 3339 text. Now by default. */
  start?: Date | string | number;
  /** Whether it stands still at first; false by default. */
  frozen?: boolean;
  /** What its own going is measured by; the system's time by default. */
  real?: Clock;
}

interface Timer {
  at: number;
  callback: () => void;
}

/** Real timers count in 32 bits. */
const LONGEST_MS = 2 ** 31 - 1;
/** Turns of the event loop given to promises between two timers; what runs in one process needs no more. */
const TURNS = 4;

const clocks = new WeakMap<MockClock, (hook: () => Promise<void>) => () => void>();

/** Makes a clock that can be moved. */
export function createMockClock({ start, frozen = false, real = systemClock }: MockClockOptions = {}): MockClock {
  const timers: Timer[] = [];
  const hooks = new Set<() => Promise<void>>();
  let offset = 0;
  let stoodAt: number | null = null;
  let armed: { at: number; cancel: () => void } | null = null;

  const now = () => stoodAt ?? real.now() + offset;

  function begin(): void {
    const at = start === undefined ? real.now() : readTime(start);
    offset = at - real.now();
    stoodAt = frozen ? at : null;
  }

  function arm(): void {
    const first = timers[0];
    if (armed && first && armed.at === first.at && stoodAt === null) return;
    armed?.cancel();
    armed = null;
    if (!first || stoodAt !== null) return;
    const ms = Math.min(Math.max(0, first.at - now()), LONGEST_MS);
    armed = { at: first.at, cancel: real.setTimeout(tick, ms) };
  }

  function tick(): void {
    armed = null;
    if (stoodAt === null) {
      const due = now();
      for (let first = timers[0]; first && first.at <= due; first = timers[0]) {
        timers.shift();
        first.callback();
      }
    }
    arm();
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
    for (const hook of hooks) await hook();
  }

  function moveTo(time: number): void {
    if (stoodAt === null) offset = Math.max(offset, time - real.now());
    else stoodAt = Math.max(stoodAt, time);
  }

  let moving: Promise<void> = Promise.resolve();

  async function moveOn(ms: number): Promise<void> {
    const until = now() + ms;
    await settle();
    for (let first = timers[0]; first && first.at <= until; first = timers[0]) {
      moveTo(first.at);
      // Those of one moment belong together, as they would without a hand on the clock.
      for (let due = timers[0]; due && due.at <= first.at; due = timers[0]) {
        timers.shift();
        due.callback();
      }
      await settle();
    }
    moveTo(until);
    arm();
  }

  const clock: MockClock = {
    now,
    get frozen() {
      return stoodAt !== null;
    },
    setTimeout(callback, ms) {
      const timer = { at: now() + Math.max(0, ms), callback };
      insert(timers, timer);
      arm();
      return () => {
        const at = timers.indexOf(timer);
        if (at < 0) return;
        timers.splice(at, 1);
        arm();
      };
    },
    clearTimeout(timer) {
      if (typeof timer === 'function') timer();
    },
    advance(ms) {
      if (!(ms >= 0)) return Promise.reject(new RangeError(`Time moves on by 0 ms or more, not by ${ms}.`));
      const moved = moving.then(() => moveOn(ms));
      moving = moved.catch(() => {});
      return moved;
    },
    async set(time) {
      const ms = readTime(time) - now();
      if (ms < 0) throw new RangeError(`${new Date(time).toISOString()} has gone: time moves on only.`);
      await clock.advance(ms);
    },
    freeze() {
      stoodAt ??= now();
      arm();
    },
    resume() {
      if (stoodAt === null) return;
      offset = stoodAt - real.now();
      stoodAt = null;
      arm();
    },
    reset() {
      begin();
      arm();
    },
  };
  clocks.set(clock, (hook) => {
    hooks.add(hook);
    return () => hooks.delete(hook);
  });
  begin();
  return clock;
}

/** Calls `hook` after each timer that `advance` has run, and waits for it: where what a timer starts takes real time. */
export function onSettle(clock: MockClock, hook: () => Promise<void>): () => void {
  return clocks.get(clock)?.(hook) ?? (() => {});
}

/** Behind those of the same moment. */
function insert(timers: Timer[], timer: Timer): void {
  let [low, high] = [0, timers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timers[middle] as Timer).at <= timer.at) low = middle + 1;
    else high = middle;
  }
  timers.splice(low, 0, timer);
}

function readTime(time: Date | string | number): number {
  const ms = new Date(time).getTime();
  if (Number.isNaN(ms))
    throw new RangeError(`${String(time)} is no time: give a Date, milliseconds or an RFC 3339 text.`);
  return ms;
}

/** Lets what waits in the event loop run; a timer of 0 would wait for 4 ms in a page. */
const nextTurn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
