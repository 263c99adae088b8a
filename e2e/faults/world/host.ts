import type { Activity, AnyEvent, Page, UserToken } from '@pulse-io/protocol';
import { type Backend, type Clock, createBackend, createMemoryBus, type Storage } from '@pulse-io/server';
import { openSqlite } from '@pulse-io/server/node';
import { seeded } from '../../support/seeded.js';
import type { VirtualTime } from './virtual-time.js';

export const PROJECTS = ['p', 'q'] as const;
export type ProjectName = (typeof PROJECTS)[number];

export const keyOf = (project: ProjectName): string => `pulse_key_${project}`;
export const secretOf = (project: ProjectName): string => `pulse_secret_${project}`;

/** Something that ends when the server's process does. */
export interface Attached {
  serverDied(silently: boolean): void;
}

export interface HostOptions {
  time: VirtualTime;
  seed: number;
}

/** A machine on which backends start and stop over one storage, with a memory of every event that was ever published. */
export class Host {
  /** Every event by `<project>/<channel>`, in the order of its offsets. */
  readonly ledger = new Map<string, AnyEvent[]>();
  /** What a backend reported as an error of its own. */
  readonly errors: string[] = [];
  readonly sockets = new Set<Attached>();
  /** The running backend; null while there is none. */
  backend: Backend | null = null;
  readonly #time: VirtualTime;
  readonly #storage: Storage;
  readonly #randomBytes: (length: number) => Uint8Array;
  readonly #names = new Map<string, ProjectName>();
  #alive = { yes: true };
  #app: Backend | null = null;

  private constructor({ time, seed }: HostOptions, storage: Storage) {
    this.#time = time;
    this.#storage = storage;
    const random = seeded(seed);
    this.#randomBytes = (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  }

  static async open(options: HostOptions): Promise<Host> {
    const host = new Host(options, await openSqlite());
    // The app's own calls go through a second backend, which no restart touches and which does nothing by itself.
    host.#app = await host.#create({ now: () => options.time.now, setTimeout: () => () => {} });
    for (const name of PROJECTS) {
      const project = { name, apiKey: keyOf(name), apiSecret: secretOf(name) };
      host.#names.set((await host.#app.projects.create(project)).id, name);
    }
    await host.start();
    return host;
  }

  async start(): Promise<void> {
    if (this.backend) return;
    const alive = { yes: true };
    this.#alive = alive;
    const time = this.#time;
    this.backend = await this.#create({
      now: () => time.now,
      setTimeout: (callback, ms) => time.schedule(ms, () => alive.yes && callback()),
    });
  }

  /** `graceful` says goodbye; `crash` resets the sockets; after `power` nobody is there to do even that. */
  async stop(how: 'graceful' | 'crash' | 'power'): Promise<void> {
    const { backend } = this;
    this.backend = null;
    if (how === 'graceful') await backend?.close();
    this.#alive.yes = false;
    for (const socket of [...this.sockets]) socket.serverDied(how === 'power');
    this.sockets.clear();
  }

  /** Forgets all history, as time does. */
  async purge(): Promise<void> {
    await this.#storage.transaction((tx) => tx.deleteFrom('event').execute());
  }

  /** What a database that was restored from a copy does: positions of before mean nothing any more. */
  async renewEpoch(): Promise<void> {
    const value = `epoch-${this.#time.now}`;
    await this.#storage.transaction((tx) =>
      tx.updateTable('setting').set({ value }).where('name', '=', 'epoch').execute(),
    );
  }

  /** Calls as the project's server, past every link, whether a backend runs or not. */
  async call<T>(project: ProjectName, method: string, path: string, body?: unknown): Promise<T> {
    const backend = this.backend ?? this.#app;
    const headers = { 'x-pulse-key': keyOf(project), 'x-pulse-secret': secretOf(project) };
    const response = await backend?.fetch(
      new Request(`http://host${path}`, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!response?.ok) throw new Error(`${method} ${path} was answered ${response?.status}.`);
    return (await response.json()) as T;
  }

  /** The whole feed as it stands. */
  async list(project: ProjectName, feed: string): Promise<Activity[]> {
    const found: Activity[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<Activity> = await this.call(project, 'GET', `/v1/feeds/${feed}?limit=100${query}`);
      found.push(...page.data);
      cursor = page.next;
    }
    return found;
  }

  async createToken(project: ProjectName, identity: string, ttlSeconds: number): Promise<string> {
    const answer = await this.call<UserToken>(project, 'POST', '/v1/tokens/create', { identity, ttlSeconds });
    return answer.token;
  }

  async close(): Promise<void> {
    await this.stop('crash');
    await this.#storage.close();
  }

  #create(clock: Clock): Promise<Backend> {
    const bus = createMemoryBus();
    return createBackend({
      storage: { ...this.#storage, close: async () => {} },
      pepper: 'a-pepper-of-32-characters-or-more',
      tokens: { key: { id: 'pulse', secret: 'a-token-secret-of-32-bytes-or-more' } },
      rateLimits: { project: null, anonymous: null },
      randomBytes: this.#randomBytes,
      logger: {
        warn: () => {},
        error: (message, detail) => void this.errors.push(`${message} ${JSON.stringify(detail)}`),
      },
      clock,
      bus: {
        ...bus,
        publish: (topic, hint) => {
          if (hint.kind === 'event') this.#note(topic, hint.event as AnyEvent);
          bus.publish(topic, hint);
        },
      },
    });
  }

  #note(topic: string, event: AnyEvent): void {
    const channel = `${this.#names.get(topic.split('/', 1)[0] ?? '')}/${event.ch}`;
    const events = this.ledger.get(channel) ?? [];
    this.ledger.set(channel, events);
    events.push(event);
  }
}
