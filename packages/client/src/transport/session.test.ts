import { LIMITS, TIMING } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../lib/clock.js';
import { ManualClock } from '../testing/manual-clock.js';
import { ScriptedSocket } from '../testing/scripted-socket.js';
import { Session } from './session.js';

const HOUR = 3_600_000;

describe('Session', () => {
  let clock: ManualClock;
  let socket: ScriptedSocket;
  let ends: string[];
  /** What the device's clock is off by; its timers count on. */
  let skewMs: number;

  beforeEach(() => {
    clock = new ManualClock();
    socket = new ScriptedSocket('ws://x', undefined, {});
    ends = [];
    skewMs = 0;
  });

  function begin(onFrame = () => {}): Session {
    const device: Clock = {
      now: () => clock.now() + skewMs,
      setTimeout: (run, ms) => clock.setTimeout(run, ms),
      clearTimeout: (timer) => clock.clearTimeout(timer),
    };
    return new Session(socket, device, {
      onOpen: () => {},
      onFrame,
      onEnd: (code, reason) => ends.push(`${code} ${reason}`),
    });
  }

  it('notices silence on a device whose clock was put back', async () => {
    begin().welcome();
    await clock.advance(1_000);
    skewMs = -3 * HOUR;
    await clock.advance(2 * TIMING.deadMs);
    expect(ends).toEqual(['4008 nothing was heard']);
  });

  it('goes on sending on a device whose clock was put back', async () => {
    begin();
    socket.receive({ ping: {} });
    skewMs = -3 * HOUR;
    for (let n = 0; n < LIMITS.framesPerSecond; n++) socket.receive({ ping: {} });
    await clock.advance(2_000);
    expect(socket.sent).toHaveLength(LIMITS.framesPerSecond + 1);
  });

  it('ends a socket whose frames cannot be understood, and throws nothing into it', () => {
    begin(() => {
      throw new TypeError('no such field');
    });
    expect(() => socket.receiveRaw('{"ev":null}')).not.toThrow();
    expect(ends).toEqual(['4008 a frame made no sense']);
    expect(socket.closedWith).toBe(4008);
  });
});
