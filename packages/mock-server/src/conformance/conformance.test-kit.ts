import { createBackend, OWN_KEY_ID, type RateLimits } from '@pulse-io/server';
import { openSqlite } from '@pulse-io/server/node';
import { DEV_PEPPER, DEV_TOKEN_SECRET } from '../dev-project.js';
import { createFetch } from '../in-process/create-fetch.js';
import { createWebSocket } from '../in-process/create-web-socket.js';
import type { ConformanceOptions, Credentials, WebSocketConstructor } from './options.js';
import type { ConformanceReport } from './report.js';

const MINE = { apiKey: 'pulse_key_mine', apiSecret: 'pulse_secret_mine' };
const OTHER = { apiKey: 'pulse_key_other', apiSecret: 'pulse_secret_other' };

export interface ConformanceBackend {
  /** How the suite reaches it, and all that it can be told. */
  options: ConformanceOptions & Required<Pick<ConformanceOptions, 'fetch' | 'WebSocket'>>;
  /** A class of sockets that pages of an origin would open. */
  socketsFrom(origin: string): WebSocketConstructor;
  close(): Promise<void>;
}

/** A backend in this process, in memory, with two projects and no limits of rate unless some are given. */
export async function createConformanceBackend(rateLimits: Partial<RateLimits> = {}): Promise<ConformanceBackend> {
  const signingKey = { id: OWN_KEY_ID, secret: DEV_TOKEN_SECRET };
  const backend = await createBackend({
    storage: await openSqlite(),
    pepper: DEV_PEPPER,
    tokens: { key: signingKey },
    devMode: true,
    rateLimits: { project: null, anonymous: null, files: null, ...rateLimits },
  });
  const create = ({ apiKey, apiSecret }: Credentials) => backend.projects.create({ name: apiKey, apiKey, apiSecret });
  await create(MINE);
  await create(OTHER);
  const baseUrl = 'http://pulse.test';
  return {
    options: {
      ...MINE,
      baseUrl,
      otherProject: OTHER,
      signingKey,
      fetch: createFetch(backend, baseUrl),
      WebSocket: createWebSocket(backend),
      sendsOrigin: false,
    },
    socketsFrom: (origin) => createWebSocket({ gateway: backend.gateway, origin }),
    close: () => backend.close(),
  };
}

/** The cases of a report that have a status, with what was wrong. */
export const namesOf = ({ results }: ConformanceReport, status: 'failed' | 'skipped'): string[] =>
  results.flatMap(({ name, status: is, error }) => (is === status ? [`${name}: ${error}`] : []));
