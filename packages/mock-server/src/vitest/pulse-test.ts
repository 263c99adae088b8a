import { type TestAPI, test } from 'vitest';
import type { MockClockOptions } from '../mock-clock.js';
import type { ScenarioInput } from '../mock-controls.js';
import { chooseSeed } from './choose-seed.js';
import { addClient, type Closeable, type CreateClient, type MockClientOptions } from './create-clients.js';
import type { PulseMock, Transport } from './open-mock.js';
import { appendToError, BackendFailedError, describeStage } from './report-failure.js';
import { openStage, type Stage, stageOf } from './stage.js';

/** What a suite may set with `test.override`, for all tests or those of a `describe`. */
export interface PulseSettings {
  /** Seed data: a name, such as `quickstart`, or a scenario of your own; none by default. */
  scenario: ScenarioInput | undefined;
  /** `in-process`, the default, has no port and no network; `sockets` has real ones, on this machine alone. */
  transport: Transport;
  /** What ids and all randomness are made of; by default PULSE_SEED, and else another one for each test. */
  randomSeed: number | undefined;
  /** When the mock's clock starts, and whether it stands still; by default it goes on from now. */
  time: MockClockOptions;
}

/** What a test is given. */
export interface PulseFixtures<Client, Options> extends PulseSettings {
  /** A backend of its own. */
  mock: PulseMock;
  /** Makes a client as a user; options go before those that it would have. Closed after the test. */
  client: (user: string, options?: Partial<Options>) => Client;
  /** A client with the API secret. Closed after the test. */
  server: Client;
}

export interface PulseTestOptions<Client extends Closeable, Options> extends Partial<PulseSettings> {
  /** Makes a client from the options that lead to the mock: `(options) => new PulseClient(options)`. */
  createClient: CreateClient<Client, Options>;
}

/**
 * A `test` of vitest whose tests each have a Pulse of their own: `mock`, `client` and `server`. A test fails when its
 * backend logs an error; the error of one that fails tells what happened at the mock, and its random seed.
 *
 * @example
 * const test = pulseTest({ createClient: (options) => new PulseClient(options), scenario: 'quickstart' });
 * test('Leo hears Maya', async ({ client }) => {
 *   const [maya, leo] = [client('maya'), client('leo')];
 * });
 */
export function pulseTest<Client extends Closeable, Options = MockClientOptions>({
  createClient,
  scenario,
  transport = 'in-process',
  randomSeed,
  time = {},
}: PulseTestOptions<Client, Options>): TestAPI<PulseFixtures<Client, Options>> {
  return test.extend<PulseFixtures<Client, Options>>({
    scenario,
    transport,
    randomSeed,
    time,
    mock: async ({ scenario, transport, randomSeed, time, task, onTestFinished }, use) => {
      const stage = await openStage({
        scenario,
        transport,
        randomSeed: randomSeed ?? chooseSeed(process.env.PULSE_SEED),
        time,
      });
      const failedBefore = task.result?.errors?.length ?? 0;
      onTestFinished(() => report(stage, task.result?.errors?.slice(failedBefore) ?? []));
      await use(stage.mock);
      await stage.close();
    },
    client: async ({ mock }, use) => {
      await use((user, options) => addClient(findStage(mock), createClient, user, options));
    },
    server: async ({ mock }, use) => {
      await use(addClient(findStage(mock), createClient, null));
    },
  });
}

function findStage(mock: PulseMock): Stage {
  const stage = stageOf(mock);
  if (stage) return stage;
  throw new TypeError('`client` and `server` need the `mock` of pulseTest: extend it, and do not replace it.');
}

function report(stage: Stage, errors: { message: string; stack?: string | undefined }[]): void {
  const { backendErrors } = stage;
  const last = errors.at(-1);
  if (last) appendToError(last, describeStage(stage));
  if (backendErrors.length === 0) return;
  const failed = new BackendFailedError(backendErrors);
  if (!last) appendToError(failed, describeStage(stage));
  throw failed;
}
