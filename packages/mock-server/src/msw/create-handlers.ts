import { consoleLogger, type Logger } from '@pulse-io/server';
import { http, type RequestHandler, type WebSocketHandler } from 'msw';
import { type MockBackend, type MockBackendOptions, prepareMockBackend } from '../mock-backend.js';
import { type MockClock, onSettle } from '../mock-clock.js';
import type { MockControls, ScenarioInput } from '../mock-controls.js';
import { acceptConnection } from './accept-connection.js';
import { readAddress } from './mock-address.js';
import { SocketHandler } from './socket-handler.js';
import { explainFailure, failureResponse } from './start-failure.js';

export interface PulseHandlersOptions {
  /** Where clients look for the backend; `http://localhost:8081` by default, as theirs is. */
  baseUrl?: string;
  /** Seed data: a name, such as `quickstart`, or a scenario of your own. */
  scenario?: ScenarioInput;
  /** What ids and all randomness are made of; a random one by default. */
  randomSeed?: number;
  clock?: MockClock;
  /** `console` by default. */
  logger?: Logger;
  /** In a page: keeps the data under this name, over reloads. In memory by default. */
  persist?: string;
}

/** Handlers to spread into `setupServer` or `setupWorker`, and the backend behind them in hand. */
export type PulseHandlers = (RequestHandler | WebSocketHandler)[] & MockControls;

/** What differs between Node and a page. */
export interface Environment extends Pick<MockBackendOptions, 'openStorage' | 'openUploads' | 'devMode'> {
  /** The page's, which its sockets are opened from; null where there is no page. */
  origin: string | null;
}

/** The backend behind MSW, made with the first call or socket. */
export function createHandlers(options: PulseHandlersOptions, environment: Environment): PulseHandlers {
  const { baseUrl = 'http://localhost:8081', persist: _, logger = consoleLogger, ...rest } = options;
  const { origin, ...given } = environment;
  const address = readAddress(baseUrl, globalThis.location?.origin);
  const { start: begin, ...ready } = prepareMockBackend({ ...rest, ...given, logger, baseUrl });
  const stopSettling = onSettle(ready.clock, ready.settled);
  let starting: Promise<MockBackend> | undefined;
  let mock: MockBackend | undefined;
  let closed = false;

  async function open(): Promise<MockBackend> {
    if (closed) throw new Error('it is closed.');
    try {
      mock = await begin();
      return mock;
    } catch (error) {
      logger.error(explainFailure(error), { error });
      throw error;
    }
  }
  const start = (): Promise<MockBackend> => {
    starting ??= open();
    return starting;
  };

  const calls = http.all(
    ({ request }) => address.ownsCall(request),
    async ({ request }) => {
      try {
        const { fetch } = mock ?? (await start());
        return await fetch(address.toBackend(request));
      } catch (error) {
        return failureResponse(error);
      }
    },
  );
  const sockets = new SocketHandler(address.sockets, (connection) =>
    acceptConnection(connection, { origin, start: () => mock ?? start() }),
  );

  const controls: MockControls = {
    ...ready,
    reset: async (how) => (await start()).reset(how),
    restart: async (how) => (await start()).restart(how),
    seed: async (scenario) => (await start()).seed(scenario),
    async close() {
      closed = true;
      stopSettling();
      await starting?.then(
        ({ close }) => close(),
        () => {},
      );
    },
  };
  return Object.assign([calls, sockets], controls);
}
