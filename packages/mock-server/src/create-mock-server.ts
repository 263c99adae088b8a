import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, FetchPage, Logger } from '@pulse-io/server';
import { createFetchPage, openBlobFolder, openSqlite, serve } from '@pulse-io/server/node';
import { findFreePort } from './find-free-port.js';
import { createMockBackend } from './mock-backend.js';
import { type MockClock, onSettle } from './mock-clock.js';
import type { MockControls, ScenarioInput } from './mock-controls.js';
import type { SeedProgress } from './seed.js';

export interface MockServerOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Default 127.0.0.1: this machine alone. */
  host?: string;
  /** A folder that keeps the data and the uploaded files; without it everything is gone at the end. */
  data?: string;
  /** Seed data: a name, such as `quickstart`, or a scenario of your own. */
  scenario?: ScenarioInput;
  /** Hears how far a seeding has come: 10,000 followers take a second. */
  onSeedProgress?: (progress: SeedProgress) => void;
  /** What ids and all randomness are made of; a random one by default. */
  randomSeed?: number;
  clock?: MockClock;
  logger?: Logger;
  /** Dev tokens for a bare key; default true, and never when NODE_ENV is `production`. */
  devTokens?: boolean;
  /** Fetches pages for link previews; default from the public internet, and null for no previews. */
  fetchPage?: FetchPage | null;
}

/** The backend on a port, and everything in hand that a test wants. */
export interface MockServer extends MockControls {
  /** http://host:port */
  url: string;
}

/**
 * Starts the whole backend with a dev project, dev tokens and no rate limits.
 * Rejects with an error that says what to do when the port is taken, the folder is in use, or the scenario is unknown.
 */
export async function createMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, host = '127.0.0.1', data, devTokens = true, fetchPage = createFetchPage(), ...rest } = options;
  const mock = await createMockBackend({
    ...rest,
    devMode: devTokens && process.env.NODE_ENV !== 'production',
    openStorage: ({ fresh, image }) => openSqlite(data === undefined ? { image } : { folder: data, fresh }),
    ...(data === undefined ? {} : { openUploads: ({ fresh }) => openUploads(data, fresh) }),
    ...(fetchPage ? { fetchPage } : {}),
    ...(port === 0 ? {} : { baseUrl: `http://${host}:${port}` }),
  });
  try {
    const { url, close } = await serve(mock, { port, host });
    const stopSettling = onSettle(mock.clock, mock.settled);
    return {
      ...mock,
      url,
      async close() {
        stopSettling();
        await close();
      },
    };
  } catch (error) {
    await mock.close();
    throw await explain(error, port, host);
  }
}

const UPLOADS = 'uploads';

async function openUploads(data: string, fresh: boolean): Promise<BlobStore> {
  const folder = join(data, UPLOADS);
  if (fresh) await rm(folder, { recursive: true, force: true });
  return openBlobFolder(folder);
}

async function explain(error: unknown, port: number, host: string): Promise<unknown> {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'EADDRINUSE') {
    const free = await findFreePort(port, host);
    const another = free === null ? 'another' : `one that is free: --port ${free}`;
    return new Error(`Port ${port} is taken. Stop what uses it, or take ${another}.`, { cause: error });
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} needs more rights than this process has. Take one above 1023.`, { cause: error });
  }
  return error;
}
