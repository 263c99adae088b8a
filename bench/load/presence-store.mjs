import { expose } from '../lib/expose.mjs';
import { clock, DRIVERS, logger } from '../lib/presence-drivers.mjs';
import { timed } from '../lib/time.mjs';

/** Heartbeats that are under way at a time, as many sockets' fall together. */
const TOGETHER = 500;
const PROJECT = 'bench';

let driver;
let presences;
let users = [];

const leaseOf = (userId) => ({ id: `lease-of-${userId}`, idle: false, rooms: [] });

async function inTurns(items, work) {
  for (let at = 0; at < items.length; at += TOGETHER) await work(items.slice(at, at + TOGETHER));
}

const holdAll = () =>
  inTurns(users, (some) => Promise.all(some.map((userId) => presences.hold(PROJECT, userId, leaseOf(userId)))));

expose({
  async open({ name, count }) {
    driver = await DRIVERS[name]();
    presences = driver.presences({ clock, bus: driver.bus, logger });
    users = Array.from({ length: count }, (_, n) => `user-${String(n).padStart(8, '0')}`);
    const before = await driver.bytes();
    await holdAll();
    return { bytes: (await driver.bytes()) - before, baseline: driver.baseline };
  },
  /** Microseconds a heartbeat of everybody, each once, and of the least that it could cost. */
  async renew() {
    const leases = users.map((userId) => `lease-of-${userId}`);
    const { ms: bare } = await timed(() => inTurns(leases, (some) => driver.bare(some)));
    const { ms } = await timed(holdAll);
    return { pulse: (ms * 1000) / users.length, bare: (bare * 1000) / users.length };
  },
  async close() {
    await presences.close();
    await driver.bus.close();
    await driver.close();
  },
});
