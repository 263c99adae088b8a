import { seeded } from '../../support/seeded.js';
import { Device } from './device.js';
import { Host, type ProjectName } from './host.js';
import { DEVICES, type DeviceName, type Scenario } from './scenario.js';
import { VirtualTime } from './virtual-time.js';
import type { WatchJournal } from './watch-journal.js';

export const FEEDS = ['user:alice', 'user:bob', 'timeline:alice', 'timeline:bob', 'notification:alice'];
/** Who watches what from the start. */
const WATCHES: [DeviceName, string][] = [
  ['p/alice', 'user:alice'],
  ['p/alice', 'timeline:alice'],
  ['p/alice-2', 'timeline:alice'],
  ['p/alice-2', 'notification:alice'],
  ['p/bob', 'user:alice'],
  ['p/bob', 'timeline:bob'],
  ['p/server', 'user:bob'],
  ['p/server', 'timeline:bob'],
  ['q/alice', 'user:alice'],
  ['q/alice', 'timeline:alice'],
];

/** A watch that has ended, or that ends with the scenario. */
export interface Watched {
  device: Device;
  journal: WatchJournal;
}

/** One server, two projects, and the devices that use them. */
export class World {
  readonly time = new VirtualTime();
  readonly host: Host;
  readonly devices = new Map<DeviceName, Device>();
  /** What must never happen and did. */
  readonly violations: string[] = [];
  readonly ended: Watched[] = [];
  /** Feeds that a device watched without the right to. */
  readonly spied: { device: Device; feed: string }[] = [];
  readonly removed = new Set<string>();
  /** How often somebody tried to remove an activity, whatever came of it. */
  readonly removals = new Map<string, number>();
  /** Whether history was lost, which alone excuses a resync. */
  forgetful = false;
  #posts = 0;

  private constructor(host: Host, time: VirtualTime) {
    this.host = host;
    this.time = time;
  }

  static async create({ seed, history, ttlSeconds, skewsMs }: Scenario): Promise<World> {
    const time = new VirtualTime();
    const host = await Host.open({ time, seed });
    const world = new World(host, time);
    const random = seeded(seed + 1);
    for (let n = 0; n < history; n++) {
      await host.call('p', 'POST', '/v1/feeds/user:alice/activities', world.newActivity('p', 'user:alice'));
      time.now += 1;
    }
    await host.call('p', 'POST', '/v1/feeds/timeline:bob/follow', { target: 'user:alice' });
    for (const [i, name] of DEVICES.entries()) {
      const [project, who] = name.split('/') as [ProjectName, string];
      const identity = who === 'server' ? null : who.replace('-2', '');
      const violate = (what: string) => void world.violations.push(what);
      const skewMs = skewsMs[i] ?? 0;
      world.devices.set(name, new Device({ name, project, identity, skewMs, ttlSeconds, host, time, random, violate }));
    }
    for (const [name, feed] of WATCHES) world.device(name).watch(feed);
    return world;
  }

  device(name: DeviceName): Device {
    const device = this.devices.get(name);
    if (!device) throw new Error(`There is no device ${name}.`);
    return device;
  }

  /** Every watch that there was. */
  get watched(): Watched[] {
    const running = [...this.devices.values()].flatMap((device) =>
      [...device.watches.values()].map((journal) => ({ device, journal })),
    );
    return [...this.ended, ...running];
  }

  /** One that tells in itself where it belongs. */
  newActivity(project: ProjectName, feed: string) {
    const user = feed.split(':')[1] ?? '';
    return { actor: `user:${user}`, verb: 'post', object: `${project}|${feed}|${++this.#posts}` };
  }

  /** A network again, after none. */
  online(device: Device): void {
    if (!device.link.offline) return;
    device.link.offline = false;
    device.wake('online');
  }

  /** The page runs again; what waited for it happens right after this. */
  thaw(device: Device, wakeFirst: boolean): void {
    if (!device.link.frozen) return;
    if (wakeFirst) device.link.thaw();
    device.wake('resume');
    device.wake('visible');
    device.link.thaw();
  }
}
