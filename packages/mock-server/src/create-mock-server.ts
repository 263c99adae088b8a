import { join } from 'node:path';
import { type Backend, type Clock, createBackend, type FetchPage, type Logger, OWN_KEY_ID } from '@pulse-io/server';
import { createFetchPage, openBlobFolder, openSqlite, serve } from '@pulse-io/server/node';
import { DEV_API_KEY, DEV_API_SECRET, DEV_PEPPER, DEV_TOKEN_SECRET } from './dev-project.js';
import { findScenario } from './scenarios/scenarios.js';
import { seed } from './seed.js';

export interface MockServerOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Default 127.0.0.1: this machine alone. */
  host?: string;
  /** A folder that keeps the data and the uploaded files; without it everything is gone at the end. */
  data?: string;
  /** Seed data by name, such as `quickstart`. */
  scenario?: string;
  clock?: Clock;
  logger?: Logger;
  /** Dev tokens for a bare key; default true, and never when NODE_ENV is `production`. */
  devTokens?: boolean;
  /** Fetches pages for link previews; default from the public internet, and null for no previews. */
  fetchPage?: FetchPage | null;
}

export interface MockServer {
  /** http://host:port */
  url: string;
  apiKey: string;
  apiSecret: string;
  /** Ends sockets and closes the data; calling it again changes nothing. */
  close(): Promise<void>;
}

/**
 * Starts the whole backend with a dev project, dev tokens and no rate limits.
 * Rejects with an error that says what to do when the port is taken, the folder is in use, or the scenario is unknown.
 */
export async function createMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, host = '127.0.0.1', data, scenario, clock, logger, devTokens = true } = options;
  const { fetchPage = createFetchPage() } = options;
  const chosen = scenario === undefined ? undefined : findScenario(scenario);
  const storage = await openSqlite(data === undefined ? {} : { folder: data });
  let backend: Backend | undefined;
  try {
    backend = await createBackend({
      storage,
      pepper: DEV_PEPPER,
      tokens: { key: { id: OWN_KEY_ID, secret: DEV_TOKEN_SECRET } },
      devMode: devTokens && process.env.NODE_ENV !== 'production',
      rateLimits: { project: null, anonymous: null, files: null },
      ...(fetchPage ? { fetchPage } : {}),
      ...(data === undefined ? {} : { uploads: { store: await openBlobFolder(join(data, 'uploads')) } }),
      ...(clock ? { clock } : {}),
      ...(logger ? { logger } : {}),
    });
    await backend.projects.create({ name: 'dev', apiKey: DEV_API_KEY, apiSecret: DEV_API_SECRET });
    if (chosen) await seed(backend, chosen);
    const { url, close } = await serve(backend, { port, host });
    return { url, apiKey: DEV_API_KEY, apiSecret: DEV_API_SECRET, close };
  } catch (error) {
    await (backend ?? storage).close();
    throw explain(error, port);
  }
}

function explain(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken. Stop what uses it, or take another: --port ${port + 1}.`, {
      cause: error,
    });
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} needs more rights than this process has. Take one above 1023.`, { cause: error });
  }
  return error;
}
