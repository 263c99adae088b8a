import { createUlid } from '@pulse-io/protocol';
import type { Bus } from './bus/bus.js';
import { createMemoryBus } from './bus/memory-bus.js';
import { chatHandlers } from './chat/routes.js';
import { type Clock, systemClock } from './clock.js';
import { createHmac } from './crypto.js';
import { createFanout } from './feeds/fanout.js';
import { importFollowers, type NewFollowers } from './feeds/import-followers.js';
import { feedHandlers } from './feeds/routes.js';
import { createApp } from './http/app.js';
import { createAuthenticate } from './http/authenticate.js';
import { createCursors } from './http/cursors.js';
import { completeFinishers } from './http/finishers.js';
import { DEFAULT_RATE_LIMITS, type RateLimits } from './http/limit-rate.js';
import { createOpenApi } from './http/openapi.js';
import { createMemoryRateLimiter } from './http/rate-limits.js';
import { renderReference } from './http/reference.js';
import { RunningCalls } from './http/running-calls.js';
import type { FetchPage } from './links/fetch-page.js';
import { createPreviews, noPreviews } from './links/previews.js';
import { consoleLogger, type Logger } from './logger.js';
import { createMemoryPresences } from './presence/memory-presences.js';
import type { Presences, PresencesDeps } from './presence/presences.js';
import { presenceHandlers } from './presence/routes.js';
import { createProjects, type Projects } from './projects/projects.js';
import { createGateway, type Gateway } from './realtime/gateway.js';
import { createHub } from './realtime/hub.js';
import type { Services } from './services.js';
import { readOrCreateSetting } from './storage/setting-store.js';
import type { Storage } from './storage/storage.js';
import { startSweep } from './storage/sweep.js';
import { systemHandlers } from './system/routes.js';
import { tokenFinishers, tokenHandlers } from './tokens/routes.js';
import { createMemoryTokenCache } from './tokens/token-cache.js';
import type { TokenConfig } from './tokens/token-config.js';
import { createTokenService } from './tokens/token-service.js';
import { uploadFinishers, uploadHandlers } from './uploads/routes.js';
import { readUploadOptions, type UploadOptions } from './uploads/upload-config.js';

export interface BackendOptions {
  /** Closed with the backend. */
  storage: Storage;
  /** Keys the HMACs of API secrets and cursors: the same in every process, and for as long as the data lives. */
  pepper: string;
  tokens: TokenConfig;
  bus?: Bus;
  /** Makes what keeps presence; in the memory of this process by default. Closed with the backend. */
  presences?: (deps: PresencesDeps) => Presences;
  clock?: Clock;
  /** Ids that sort by time; ULIDs by default. */
  ids?: () => string;
  /** Cryptographic randomness. */
  randomBytes?: (length: number) => Uint8Array;
  logger?: Logger;
  fetch?: typeof fetch;
  /** Fetches the pages of links that users post, for their previews; without it there are none. */
  fetchPage?: FetchPage;
  /** Answers `POST /v1/tokens/dev`: for development only. */
  devMode?: boolean;
  rateLimits?: Partial<RateLimits>;
  uploads?: UploadOptions;
}

export interface Backend {
  /** Answers an HTTP request; `ip` is the caller's address, for the limit of calls without credentials. */
  fetch(request: Request, info?: { ip: string }): Promise<Response>;
  /** Takes realtime sockets. */
  readonly gateway: Gateway;
  readonly projects: Projects;
  /**
   * Makes many feeds follow one, as so many calls would and in a fraction of their time: for imports and seed data.
   * Rejects with `invalid_request` for what is no feed.
   */
  importFollowers(projectId: string, followers: NewFollowers): Promise<void>;
  /** Resolves when fan-out has nothing left to do. */
  idle(): Promise<void>;
  /** Ends sockets with 4001, answers the calls that run and `unavailable` to new ones, and closes storage and bus. */
  close(): Promise<void>;
}

const strongRandomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** The whole backend, given everything it stands on; what it is not given has a default for a single process. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { storage, pepper, devMode = false, logger = consoleLogger, clock = systemClock } = options;
  const {
    presences = createMemoryPresences,
    bus = createMemoryBus(),
    randomBytes = strongRandomBytes,
    fetch = globalThis.fetch,
  } = options;
  requireSecret('pepper', pepper);
  requireSecret('tokens.key.secret', options.tokens.key.secret);
  const random = pooledRandom(randomBytes);
  const nextId = options.ids ?? createUlid({ now: clock.now, random });
  const epoch = await readOrCreateSetting(storage, 'epoch', nextId);
  const tokens = createTokenService({
    config: options.tokens,
    cache: createMemoryTokenCache(clock),
    storage,
    clock,
    fetch,
  });
  const base = { storage, bus, clock, nextId, random, logger, epoch, devMode, tokens };
  const services: Services = {
    ...base,
    cursors: createCursors(`cursors:${pepper}`),
    fanout: createFanout(base),
    presences: presences(base),
    previews: options.fetchPage ? createPreviews({ fetchPage: options.fetchPage, clock, logger }) : noPreviews,
    uploads: readUploadOptions(options.uploads),
  };
  const projects = createProjects(services, createHmac(pepper), randomBytes);
  const authenticate = createAuthenticate(projects, tokens);
  const gateway = createGateway({ services, hub: createHub(services), authenticate });
  const openApi = lazy(() => ({ ...createOpenApi({ title: 'Pulse', version: '1', serverUrl: '/' }) }));
  const reference = lazy(() => renderReference(openApi()));
  const running = new RunningCalls();
  const app = createApp({
    services,
    authenticate,
    handlers: {
      ...tokenHandlers,
      ...feedHandlers,
      ...chatHandlers,
      ...presenceHandlers,
      ...uploadHandlers,
      ...systemHandlers(openApi),
    },
    finishers: completeFinishers({ ...tokenFinishers, ...uploadFinishers }),
    running,
    limiter: createMemoryRateLimiter(clock),
    rateLimits: { ...DEFAULT_RATE_LIMITS, ...options.rateLimits },
    reference,
  });
  const stopSweep = startSweep(services);
  // Takes up what a crash left behind.
  services.fanout.wake();

  return {
    fetch: (request, info = { ip: 'local' }) => app(request, info),
    gateway,
    projects,
    importFollowers: (projectId, followers) => importFollowers(services, projectId, followers),
    idle: () => services.fanout.idle(),
    async close() {
      stopSweep();
      await gateway.close();
      await running.close();
      await services.presences.close();
      await services.previews.close();
      await services.fanout.close();
      await bus.close();
      await storage.close();
    },
  };
}

/** Makes a value on first use, so that a start does not pay for a page that nobody opens. */
function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Bytes asked for at once: asking costs more than the bytes. */
const POOL = 512;

/** Numbers in [0, 1) of 8 random bits each. */
function pooledRandom(randomBytes: (length: number) => Uint8Array): () => number {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    if (used >= pool.length) [pool, used] = [randomBytes(POOL), 0];
    return (pool[used++] ?? 0) / 256;
  };
}

const SECRET_CHARS = 32;

/** A secret that was left out of the environment must end the start, not the first call. */
function requireSecret(name: string, secret: string | undefined): void {
  if (typeof secret === 'string' && secret.length >= SECRET_CHARS) return;
  throw new TypeError(
    `${name} must have at least ${SECRET_CHARS} characters: make one with \`openssl rand -base64 32\`.`,
  );
}
