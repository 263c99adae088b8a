import type { MockClock } from '../mock-clock.js';
import { seededRandom } from '../seeded-random.js';
import { observeSockets } from './observe-sockets.js';
import { Received } from './received.js';
import type { Stage } from './stage.js';

/** What a client of the mock is made with: the options of `PulseClient` that lead to it, and its time and randomness. */
export interface MockClientOptions {
  apiKey: string;
  baseUrl: string;
  /** The user to be. */
  identity?: string;
  /** Instead of a user. */
  apiSecret?: string;
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
  clock: MockClock;
  /** Uniform in [0, 1), and the same for the same seed. */
  random: () => number;
  /** Writes into the report of a test that fails. */
  logger: { warn(message: string, detail?: unknown): void; error(message: string, detail?: unknown): void };
  /** No client shares a socket or unsent writes with those of another test. */
  tabs: false;
  outbox?: { store: 'memory' };
}

/** Anything that can be closed, such as a `PulseClient`. */
export interface Closeable {
  close(): unknown;
}

export type CreateClient<Client extends Closeable, Options> = (options: Options & MockClientOptions) => Client;

interface Known {
  received: Received;
  stage: Stage;
}

const clients = new WeakMap<object, Known>();

/** What is known of a client of the fixtures; undefined for every other value. */
export const knownClient = (client: unknown): Known | undefined =>
  typeof client === 'object' && client !== null ? clients.get(client) : undefined;

/** Makes a client as a user, or as a server where there is no user; it is closed with the stage. */
export function addClient<Client extends Closeable, Options>(
  stage: Stage,
  createClient: CreateClient<Client, Options>,
  user: string | null,
  overrides: Partial<Options> = {},
): Client {
  const { mock, activity, journal } = stage;
  const received = new Received(nameOf(stage, user ?? 'the server'));
  const log = (verb: string) => (message: string, detail?: unknown) =>
    journal.add(`${received.name} ${verb}: ${[message, messageOf(detail)].filter(Boolean).join(' ')}`);
  const options: MockClientOptions = {
    apiKey: mock.apiKey,
    baseUrl: mock.url,
    ...(user === null ? { apiSecret: mock.apiSecret } : { identity: user, outbox: { store: 'memory' } }),
    fetch: mock.fetch,
    WebSocket: observeSockets(mock.WebSocket, received, activity),
    clock: mock.clock,
    random: seededRandom(mock.randomSeed + stage.received.size + 1),
    logger: { warn: log('warns'), error: log('fails') },
    tabs: false,
  };
  stage.received.add(received);
  const client = createClient({ ...options, ...overrides } as Options & MockClientOptions);
  clients.set(client, { received, stage });
  stage.onClose(() => client.close());
  return client;
}

function nameOf({ received }: Stage, user: string): string {
  const same = [...received].filter(({ name }) => name === user || name.startsWith(`${user} (`)).length;
  return same === 0 ? user : `${user} (${same + 1})`;
}

const messageOf = (detail: unknown): string => (detail instanceof Error ? detail.message : '');
