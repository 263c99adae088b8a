import type { Device } from './device.js';
import type { DeviceName, Step } from './scenario.js';
import { FEEDS, type World } from './world.js';

type StepBy = Extract<Step, { by: DeviceName }>;
type StepOn = Extract<Step, { on: DeviceName }>;

const nth = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];

/** Begins what a step says; the answers to calls are not waited for. */
export async function playStep(world: World, step: Step): Promise<void> {
  if (step.do === 'purge' || (step.do === 'restart' && (step.purge || step.newEpoch))) world.forgetful = true;
  if (step.do === 'purge') await world.host.purge();
  else if (step.do === 'restart') await restart(world, step);
  else if (step.do === 'burst') await burst(world, FEEDS[step.feed] ?? '', step.count);
  else if ('on' in step) trouble(world, world.device(step.on), step);
  // A frozen page does nothing by itself.
  else if (!world.device(step.by).link.frozen) act(world, world.device(step.by), step);
}

function trouble(world: World, device: Device, step: StepOn): void {
  const { link } = device;
  switch (step.do) {
    case 'drop':
      link.socket?.drop();
      break;
    case 'halfOpen':
      link.socket?.blackHole();
      break;
    case 'swap':
      link.frameFaults.push({ kind: 'swap', after: step.after });
      break;
    case 'repeat':
      link.frameFaults.push({ kind: 'repeat', after: step.after, lateMs: step.ms });
      break;
    case 'latency':
      link.latencyMs = step.ms;
      break;
    case 'clock':
      device.skewMs = step.ms;
      break;
    case 'tokenTrouble':
      device.tokenTrouble++;
      break;
    case 'http':
      for (let n = 0; n < step.calls; n++) link.httpFaults.push(step.fault);
      break;
    case 'offline':
      if (step.told && !link.frozen) device.sleep('offline');
      link.goOffline();
      break;
    case 'online':
      world.online(device);
      break;
    case 'freeze':
      if (step.told && !link.frozen) device.sleep('freeze');
      link.freeze();
      break;
    case 'thaw':
      world.thaw(device, step.wakeFirst);
  }
}

function act(world: World, device: Device, step: StepBy): void {
  switch (step.do) {
    case 'post':
      post(world, device, nth(device.ownFeeds, step.feed) ?? '');
      break;
    case 'remove':
      remove(world, device, step.pick);
      break;
    case 'follow':
    case 'unfollow': {
      const who = device.identity ?? (step.target === 'alice' ? 'bob' : 'alice');
      const timeline = device.feed(`timeline:${who}`);
      if (who !== step.target) device.track<unknown>(step.do, timeline[step.do](`user:${step.target}`));
      break;
    }
    case 'watch':
      device.watch(watchable(device, step.feed));
      break;
    case 'unwatch': {
      const journal = device.unwatch(watchable(device, step.feed));
      if (journal) world.ended.push({ device, journal });
      break;
    }
    case 'spy':
      spy(world, device);
      break;
    case 'slowRead':
      // The answer tells of a moment that is long past when it comes.
      device.link.httpFaults.unshift('answer late');
      for (const { feed } of [...device.watches.values()].slice(0, 1)) device.track(`read ${feed.id}`, feed.refresh());
      break;
    case 'loadMore':
    case 'refresh':
      for (const { feed } of device.watches.values()) device.track(`${step.do} ${feed.id}`, feed[step.do]());
      break;
    case 'retry':
    case 'discard':
      settleFailed(device, step.do);
  }
}

const watchable = (device: Device, n: number): string =>
  nth(device.identity === null ? FEEDS : [...device.ownFeeds, 'user:bob', 'user:alice'], n) ?? '';

function post(world: World, device: Device, feed: string): void {
  const done = ({ id }: { id: string }) => void device.acknowledged.set(id, feed);
  device.track(`post to ${feed}`, device.feed(feed).addActivity(world.newActivity(device.project, feed)), { done });
}

function remove({ devices, removed, removals }: World, device: Device, pick: number): void {
  const known = [...devices.values()]
    .filter(({ project }) => project === device.project)
    .flatMap(({ acknowledged }) => [...acknowledged])
    .filter(([id, feed]) => device.ownFeeds.includes(feed) && !removed.has(id));
  const [id, feed] = nth(known, pick) ?? [];
  if (!id || !feed) return;
  removals.set(id, (removals.get(id) ?? 0) + 1);
  device.track(`remove ${id}`, device.feed(feed).removeActivity(id), {
    done: () => void removed.add(id),
    // Who removes alone finds it, however often the call is repeated.
    explains: (code) => code === 'not_found' && (removals.get(id) ?? 0) > 1,
  });
}

/** Watches a private feed of somebody else. */
function spy(world: World, device: Device): void {
  const feed = device.identity === 'bob' ? 'timeline:alice' : 'timeline:bob';
  if (device.identity === null || world.spied.some((spied) => spied.device === device)) return;
  world.spied.push({ device, feed });
  device.track(`spy ${feed}`, device.feed(feed).watch(), { explains: (code) => code === 'not_found' });
}

function settleFailed(device: Device, how: 'retry' | 'discard'): void {
  for (const { feed } of device.watches.values()) {
    for (const { id, status } of feed.state.getSnapshot().activities) {
      if (status !== 'failed') continue;
      const done = () => void device.acknowledged.set(id, feed.id);
      if (how === 'retry') device.track(`retry ${id}`, feed.retry(id), { done });
      else feed.discard(id);
    }
  }
}

async function burst(world: World, feed: string, count: number): Promise<void> {
  const { host } = world;
  if (!host.backend) return;
  for (let n = 0; n < count; n++) {
    await host.call('p', 'POST', `/v1/feeds/${feed}/activities`, world.newActivity('p', feed));
  }
}

async function restart({ host, time }: World, step: Extract<Step, { do: 'restart' }>): Promise<void> {
  if (!host.backend) return;
  await host.stop(step.how);
  if (step.purge) await host.purge();
  if (step.newEpoch) await host.renewEpoch();
  time.schedule(step.downMs, () => {
    const done = time.work();
    void host.start().finally(done);
  });
}
