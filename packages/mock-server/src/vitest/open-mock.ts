import type { Logger } from '@pulse-io/server';
import { openSqlite } from '@pulse-io/server/node';
import { createMockServer } from '../create-mock-server.js';
import { createFetch } from '../in-process/create-fetch.js';
import { createWebSocket } from '../in-process/create-web-socket.js';
import { createMockBackend } from '../mock-backend.js';
import { createMockClock, type MockClockOptions } from '../mock-clock.js';
import type { MockControls, ScenarioInput } from '../mock-controls.js';

/** How clients reach the mock: by calls in this process, or over a port of this machine. */
export type Transport = 'in-process' | 'sockets';

/** A mock with the means to reach it. */
export interface PulseMock extends MockControls {
  /** What clients take as `baseUrl`: `http://pulse.mock` in process, else `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** For calls of your own. */
  readonly fetch: typeof fetch;
  /** For sockets of your own. */
  readonly WebSocket: typeof WebSocket;
}

export interface MockOptions {
  transport: Transport;
  scenario: ScenarioInput | undefined;
  randomSeed: number;
  time: MockClockOptions;
  logger: Logger;
}

const URL_IN_PROCESS = 'http://pulse.mock';

/** Starts a fresh backend, in memory. */
export async function openMock({ transport, scenario, time, ...rest }: MockOptions): Promise<PulseMock> {
  const options = { ...rest, clock: createMockClock(time), ...(scenario === undefined ? {} : { scenario }) };
  if (transport === 'sockets') {
    return { ...(await createMockServer({ ...options, fetchPage: null })), fetch, WebSocket };
  }
  const mock = await createMockBackend({ ...options, devMode: true, openStorage: () => openSqlite() });
  return { ...mock, url: URL_IN_PROCESS, fetch: createFetch(mock, URL_IN_PROCESS), WebSocket: createWebSocket(mock) };
}
