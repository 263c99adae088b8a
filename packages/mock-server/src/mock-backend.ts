import type { AnyEvent } from '@pulse-io/protocol';
import {
  type Backend,
  type BackendOptions,
  type BlobStore,
  createBackend,
  createMemoryBlobStore,
  createMemoryBus,
  type Gateway,
  OWN_KEY_ID,
  type Storage,
} from '@pulse-io/server';
import { DEV_API_KEY, DEV_API_SECRET, DEV_PEPPER, DEV_PROJECT_ID, DEV_TOKEN_SECRET } from './dev-project.js';
import { createMockEvents } from './events/mock-events.js';
import { untilQuiet } from './events/until-quiet.js';
import { ExpiredTokens } from './faults/expired-tokens.js';
import { createFaults } from './faults/faults.js';
import { createMockClock, type MockClock } from './mock-clock.js';
import type { MockControls, ScenarioInput } from './mock-controls.js';
import { createMockFetch } from './mock-fetch.js';
import { findScenario } from './scenarios/scenarios.js';
import { type SeedProgress, seed } from './seed.js';
import { isSeeded, keepImage, recallImage } from './seeded-images.js';
import { newSeed, seededBytes, seededRandom } from './seeded-random.js';
import { MockSockets } from './sockets/mock-sockets.js';

export interface MockBackendOptions extends Pick<BackendOptions, 'logger' | 'fetchPage'> {
  /**
   * Opens what keeps the data; `fresh` when nothing of before may be in it. A storage that tells its `image` is opened
   * with one where it is given: seeded data is copied then, and not seeded again.
   */
  openStorage(options: { fresh: boolean; image?: Uint8Array }): Promise<Storage>;
  /** Opens what keeps the bytes of uploads; in memory by default. */
  openUploads?(options: { fresh: boolean }): Promise<BlobStore>;
  /** Seeded before the first call is answered. */
  scenario?: ScenarioInput;
  /** What ids and all randomness are made of; a random one by default. */
  randomSeed?: number;
  clock?: MockClock;
  /** Answers dev tokens and `/__mock`. */
  devMode: boolean;
  /** Where it will be found, for the addresses of pictures in seed data; http://localhost:8081 by default. */
  baseUrl?: string;
  /** Hears how far a seeding has come. */
  onSeedProgress?: (progress: SeedProgress) => void;
}

/** The backend with everything in hand that a test wants: it answers HTTP requests and takes sockets, wherever they come from. */
export interface MockBackend extends MockControls {
  readonly devMode: boolean;
  /** Answers an HTTP request, of `/__mock` too. `Response.error()` means that the connection is to be broken off. */
  fetch(request: Request, info?: { ip: string }): Promise<Response>;
  /** Takes realtime sockets. */
  readonly gateway: Gateway;
}

const DEV_PROJECT = { id: DEV_PROJECT_ID, name: 'dev', apiKey: DEV_API_KEY, apiSecret: DEV_API_SECRET };

/** What a restart keeps. */
interface Data {
  storage: Storage;
  store: BlobStore;
}

interface Running {
  backend: Backend;
  data: Data;
  /** Break off the calls that run. */
  calls: Set<() => void>;
}

/** A mock whose backend is made when it is first wanted; what is to go wrong can be said before. */
export interface PreparedMock extends Omit<MockControls, 'reset' | 'restart' | 'seed' | 'close'> {
  /** Makes the backend, once. */
  start(): Promise<MockBackend>;
}

/** Makes the backend and seeds it. Rejects with an error that lists the known scenarios for a name that is not. */
export async function createMockBackend(options: MockBackendOptions): Promise<MockBackend> {
  return prepareMockBackend(options).start();
}

/** As `createMockBackend`, and made later. Throws for a scenario that is not known. */
export function prepareMockBackend(options: MockBackendOptions): PreparedMock {
  const { devMode, scenario, randomSeed = newSeed(), clock = createMockClock() } = options;
  const first = scenario === undefined ? undefined : findScenario(scenario);
  let random = seededRandom(randomSeed);
  /** One of their own: how many numbers ids take depends on how fast they are made. */
  let chance = seededRandom(~randomSeed);
  const imageKey = JSON.stringify([options.baseUrl, options.randomSeed]);
  /** What happens while data is seeded is no event of a test's. */
  let seeding = false;
  const log = createMockEvents(clock);
  const expired = new ExpiredTokens();
  const sockets: MockSockets = new MockSockets(() => ({ clock, faults, expired, log: log.add }));
  const faults = createFaults({
    random: () => chance(),
    sockets,
    onStrike: (fault, target) => log.add({ kind: 'fault', fault, target }),
  });

  async function start(data: Data): Promise<Running> {
    const bus = createMemoryBus();
    const backend = await createBackend({
      devMode,
      ...(options.logger ? { logger: options.logger } : {}),
      ...(options.fetchPage ? { fetchPage: options.fetchPage } : {}),
      // A restart keeps what a backend would close.
      storage: { ...data.storage, close: async () => {} },
      uploads: { store: data.store },
      pepper: DEV_PEPPER,
      tokens: { key: { id: OWN_KEY_ID, secret: DEV_TOKEN_SECRET } },
      clock,
      randomBytes: seededBytes(() => random()),
      rateLimits: { project: null, anonymous: null, files: null },
      bus: {
        ...bus,
        publish(topic, hint) {
          if (hint.kind === 'event' && !seeding) log.add({ kind: 'event', event: hint.event as AnyEvent });
          bus.publish(topic, hint);
        },
      },
    });
    await backend.projects.create(DEV_PROJECT);
    return { backend, data, calls: new Set() };
  }

  async function plant(backend: Backend, chosen: ScenarioInput | undefined): Promise<void> {
    if (chosen === undefined) return;
    seeding = true;
    try {
      const { baseUrl, onSeedProgress } = options;
      await seed(backend, findScenario(chosen), {
        now: clock.now(),
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(onSeedProgress ? { onProgress: onSeedProgress } : {}),
      });
    } finally {
      seeding = false;
    }
  }

  async function begin(fresh: boolean, chosen: ScenarioInput | undefined): Promise<Running> {
    const planted = chosen === undefined ? undefined : findScenario(chosen);
    const image = planted && recallImage(planted, imageKey, clock.now());
    const storage = await options.openStorage({ fresh, ...(image && { image }) });
    try {
      const store = (await options.openUploads?.({ fresh })) ?? createMemoryBlobStore();
      const isCopy = image !== undefined && (await isSeeded(storage));
      const started = await start({ storage, store });
      if (!planted || isCopy) return started;
      await plant(started.backend, planted);
      if (!storage.image || image) return started;
      // From here on as every later start of this scenario, so that ids come out the same.
      await started.backend.close();
      await keepImage(planted, imageKey, clock.now(), storage);
      await storage.close();
      random = seededRandom(randomSeed);
      return begin(true, planted);
    } catch (error) {
      await storage.close();
      throw error;
    }
  }

  /** Once it has started. */
  let running: Running;
  /** Calls that the backend has not answered. */
  let underWay = 0;
  let closing: Promise<void> | null = null;
  /** What replaces the backend goes one after the other, and calls wait for it. */
  let change: Promise<void> = Promise.resolve();
  let changing = 0;

  function replace(work: () => Promise<void>): Promise<void> {
    changing++;
    const done = change.then(work).finally(() => changing--);
    change = done.catch(() => {});
    return done;
  }

  async function stop(crash: boolean): Promise<void> {
    if (crash) {
      sockets.dropSockets();
      for (const breakOff of running.calls) breakOff();
    } else sockets.dropSilent();
    await running.backend.close();
  }

  const answer = createMockFetch({
    clock,
    random: () => chance(),
    log: log.add,
    faults,
    expired,
    async call(request, info) {
      if (changing > 0) await change;
      const { backend, calls } = running;
      return new Promise<Response>((resolve, reject) => {
        const breakOff = () => resolve(Response.error());
        calls.add(breakOff);
        underWay++;
        backend
          .fetch(request, info)
          .then(resolve, reject)
          .finally(() => {
            calls.delete(breakOff);
            underWay--;
          });
      });
    },
  });

  let control: Promise<typeof import('./control/handle-control.js')> | null = null;

  async function drive(request: Request): Promise<Response> {
    // Most tests never ask.
    control ??= import('./control/handle-control.js');
    return (await control).handleControl(mock, request);
  }

  const settled = untilQuiet(log, () => sockets.pending + underWay);
  const inHand = { apiKey: DEV_API_KEY, apiSecret: DEV_API_SECRET, randomSeed, faults, clock, events: log, settled };
  const mock: MockBackend = {
    ...inHand,
    devMode,
    fetch: (request, info = { ip: 'local' }) => (isControl(request) ? drive(request) : answer(request, info)),
    gateway: {
      accept: (socket, handshake) => sockets.accept(running.backend.gateway, socket, handshake),
      async close() {
        await control?.then(({ endStreams }) => endStreams(mock));
        await running.backend.gateway.close();
      },
    },
    async reset({ scenario: other = first } = {}) {
      const chosen = other === undefined ? undefined : findScenario(other);
      await replace(async () => {
        await stop(false);
        await running.data.storage.close();
        random = seededRandom(randomSeed);
        chance = seededRandom(~randomSeed);
        for (const part of [faults, expired, log]) part.clear();
        clock.reset();
        sockets.reset();
        running = await begin(true, chosen);
      });
    },
    restart: ({ keepData = true, crash = false } = {}) =>
      replace(async () => {
        await stop(crash);
        if (keepData) {
          running = await start(running.data);
          return;
        }
        await running.data.storage.close();
        running = await begin(true, undefined);
      }),
    async seed(other) {
      const chosen = findScenario(other);
      await replace(() => plant(running.backend, chosen));
    },
    close() {
      closing ??= replace(async () => {
        await stop(false);
        await running.data.storage.close();
      });
      return closing;
    },
  };
  let starting: Promise<MockBackend> | null = null;

  async function startFirst(): Promise<MockBackend> {
    running = await begin(false, first);
    return mock;
  }

  return {
    ...inHand,
    start() {
      starting ??= startFirst();
      return starting;
    },
  };
}

const isControl = ({ url }: Request): boolean => /^\/__mock(\/|$)/.test(new URL(url).pathname);
