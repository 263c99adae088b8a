import { type Clock, type Feed, PulseClient, PulseError, type WakeReason } from '@pulse-io/client';
import { type Host, keyOf, type ProjectName, secretOf } from './host.js';
import { Link } from './link.js';
import { fetchOf } from './link-fetch.js';
import { socketsOf } from './link-socket.js';
import type { VirtualTime } from './virtual-time.js';
import { WatchJournal } from './watch-journal.js';

/** What a call may end with when the network is to blame. */
const EXPECTED = new Set([
  'network_error',
  'timeout',
  'rate_limited',
  'unavailable',
  'token_provider_failed',
  'token_expired',
]);

export interface DeviceOptions {
  name: string;
  project: ProjectName;
  /** Null for a backend with the project's secret. */
  identity: string | null;
  /** How far its clock stands from the server's. */
  skewMs: number;
  ttlSeconds: number;
  host: Host;
  time: VirtualTime;
  random: () => number;
  /** Told of what must never happen. */
  violate(what: string): void;
}

interface Tracking<T> {
  done?: (value: T) => void;
  explains?: (code: string) => boolean;
}

/** A real client on a device whose clock, network and sleep are in the test's hands. */
export class Device {
  readonly name: string;
  readonly project: ProjectName;
  readonly identity: string | null;
  readonly link: Link;
  readonly pulse: PulseClient;
  readonly watches = new Map<string, WatchJournal>();
  /** Activities that the server acknowledged to this device, with their feed. */
  readonly acknowledged = new Map<string, string>();
  /** Calls that have not ended. */
  readonly open = new Set<string>();
  skewMs: number;
  /** How often the connection failed: what was missed meanwhile is read again without a word. */
  failures = 0;
  /** The token provider throws so many times. */
  tokenTrouble = 0;
  /** It had reason to give up asking for tokens. */
  discouraged = false;
  /** Timers that are set. */
  timers = 0;
  readonly violate: (what: string) => void;
  readonly #wakers = new Set<(reason: WakeReason) => void>();
  readonly #sleepers = new Set<(reason: 'offline' | 'freeze') => void>();
  #calls = 0;

  constructor({ name, project, identity, skewMs, ttlSeconds, host, time, random, violate }: DeviceOptions) {
    this.name = name;
    this.project = project;
    this.identity = identity;
    this.skewMs = skewMs;
    this.violate = (what) => violate(`${name}: ${what}`);
    this.link = new Link(host, time, (text) => this.#checkRights(text));
    const tokenProvider = async () => {
      this.discouraged ||= this.link.offline || this.tokenTrouble > 0;
      if (this.link.offline) throw new Error('The device is offline.');
      if (this.tokenTrouble > 0) {
        this.tokenTrouble--;
        throw new Error('The login service stumbled.');
      }
      const done = time.work();
      return host.createToken(project, identity ?? '', ttlSeconds).finally(done);
    };
    this.pulse = new PulseClient({
      apiKey: keyOf(project),
      ...(identity === null ? { apiSecret: secretOf(project) } : { tokenProvider }),
      baseUrl: 'http://host',
      fetch: fetchOf(this.link),
      WebSocket: socketsOf(this.link),
      clock: this.#clock(time),
      random,
      logger: { warn: () => {}, error: (message) => this.violate(`logged ${message}`) },
      lifecycle: {
        onWake: (listener) => {
          this.#wakers.add(listener);
          return () => this.#wakers.delete(listener);
        },
        onSleep: (listener: (reason: 'offline' | 'freeze') => void) => {
          this.#sleepers.add(listener);
          return () => this.#sleepers.delete(listener);
        },
        isOnline: () => !this.link.offline,
      },
    });
    this.pulse.connection.on('state', (state) => {
      if (state === 'failed') this.failures++;
    });
  }

  /** Feeds that it may write. */
  get ownFeeds(): string[] {
    const users = this.identity === null ? ['alice', 'bob'] : [this.identity];
    return users.flatMap((user) => [`user:${user}`, `timeline:${user}`, `notification:${user}`]);
  }

  feed(id: string): Feed {
    return this.pulse.feeds.get(id);
  }

  /** Notes a call: it must end, and if badly, then with a code that the network explains, or the caller. */
  track<T>(what: string, call: Promise<T>, { done, explains = () => false }: Tracking<T> = {}): void {
    const name = `${what} (call ${++this.#calls})`;
    this.open.add(name);
    call
      .then(done, (error: unknown) => {
        const code = error instanceof PulseError ? error.code : String(error);
        if (!EXPECTED.has(code) && !explains(code)) this.violate(`${what} was rejected with ${code}`);
      })
      .finally(() => this.open.delete(name));
  }

  watch(id: string): void {
    if (this.watches.has(id)) return;
    const feed = this.feed(id);
    this.watches.set(id, new WatchJournal(feed, (what) => this.violate(`${id}: ${what}`)));
    this.track(`watch ${id}`, feed.watch());
  }

  unwatch(id: string): WatchJournal | undefined {
    const journal = this.watches.get(id);
    if (!journal) return undefined;
    this.watches.delete(id);
    journal.feed.unwatch();
    journal.end();
    return journal;
  }

  /** Says beforehand what will happen, as some devices do. */
  sleep(reason: 'offline' | 'freeze'): void {
    for (const sleeper of [...this.#sleepers]) sleeper(reason);
  }

  wake(reason: WakeReason): void {
    this.link.run(() => {
      for (const waker of [...this.#wakers]) waker(reason);
    });
  }

  /** No word of another project, nor of a private feed of somebody else, may reach a device. */
  #checkRights(text: string): void {
    for (const [, project, group, owner] of text.matchAll(/(\w+)\|(\w+):(\w+)\|/g)) {
      const foreign = group !== 'user' && this.identity !== null && owner !== this.identity;
      if (project !== this.project || foreign) this.violate(`was told what it may not hear: ${text}`);
    }
  }

  /** Wall time stands off by the skew; timers do not, and none runs while the device sleeps. */
  #clock(time: VirtualTime): Clock {
    return {
      now: () => time.now + this.skewMs,
      setTimeout: (run, ms) => {
        this.timers++;
        const timer = { set: true, cancel: () => {} };
        const fire = () => {
          if (!timer.set) return;
          timer.set = false;
          this.timers--;
          run();
        };
        timer.cancel = time.schedule(ms, () => this.link.run(fire));
        return timer;
      },
      clearTimeout: (timer) => {
        const known = timer as { set: boolean; cancel: () => void } | undefined;
        if (!known?.set) return;
        known.set = false;
        this.timers--;
        known.cancel();
      },
    };
  }
}
