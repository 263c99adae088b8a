import { checkWorld } from './invariants.js';
import { playStep } from './play-step.js';
import type { Scenario } from './scenario.js';
import { World } from './world.js';

/** Looks for quiet so often. */
const STEP_MS = 1_000;
/** Longer than a client waits between two tries of a call. */
const LULL_MS = 8_000;
/** Who is not quiet after this hangs. */
const PATIENCE_MS = 10 * 60_000;

/** Plays a scenario, heals everything, waits until nothing moves any more, and answers what was wrong. */
export async function runScenario(scenario: Scenario): Promise<string[]> {
  const world = await World.create(scenario);
  try {
    for (const { afterMs, step } of scenario.steps) {
      await world.time.advance(afterMs);
      await playStep(world, step);
      await world.time.settle();
    }
    await heal(world);
    if (!(await untilQuiet(world))) return [...world.violations, ...whatMoves(world).map((what) => `hangs: ${what}`)];
    // A feed that could not be read says so, and an app reads it again.
    for (const { device, journal } of world.watched) {
      if (!device.watches.has(journal.feed.id) || journal.feed.state.getSnapshot().status !== 'error') continue;
      device.track(`refresh ${journal.feed.id}`, journal.feed.refresh());
    }
    if (!(await untilQuiet(world))) return [...world.violations, ...whatMoves(world).map((what) => `hangs: ${what}`)];
    await checkWorld(world);
    return world.violations;
  } finally {
    for (const { pulse } of world.devices.values()) pulse.close();
    await world.time.settle();
    await world.host.close();
  }
}

async function heal(world: World): Promise<void> {
  await world.time.settle();
  await world.host.start();
  for (const device of world.devices.values()) {
    world.online(device);
    device.link.heal();
    world.thaw(device, true);
    device.tokenTrouble = 0;
  }
}

/** Why the world is not quiet. */
function whatMoves(world: World): string[] {
  return [...world.devices.values()].flatMap((device) => {
    const { name, link, pulse, open, watches } = device;
    const moves = [...open].map((call) => `${name}: ${call}`);
    if (link.travelling > 0) moves.push(`${name}: ${link.travelling} things travel`);
    if (link.calls > 0) moves.push(`${name}: ${link.calls} calls run`);
    if (world.time.now - link.askedAt < LULL_MS) moves.push(`${name} asks`);
    if (watches.size === 0) return moves;
    const { state, error } = pulse.connection;
    if (state !== 'connected') moves.push(`${name} is ${state} ${error?.message ?? ''}`.trim());
    if (link.socket?.dead) moves.push(`${name} has a dead socket`);
    for (const { feed } of watches.values()) {
      const { status } = feed.state.getSnapshot();
      if (status !== 'ready' && status !== 'error') moves.push(`${name}: ${feed.id} is ${status}`);
    }
    return moves;
  });
}

async function untilQuiet(world: World): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    await world.time.advance(STEP_MS);
    // Who could get no token says so, and an app tries again.
    for (const { pulse, discouraged } of world.devices.values()) {
      if (discouraged && pulse.connection.error?.code === 'token_provider_failed') pulse.connection.retry();
    }
    if (whatMoves(world).length === 0) return true;
  }
  return false;
}
