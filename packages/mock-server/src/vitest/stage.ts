import { onSettle } from '../mock-clock.js';
import { Activity } from './activity.js';
import { Journal } from './journal.js';
import { type MockOptions, openMock, type PulseMock } from './open-mock.js';
import type { Received } from './received.js';

/** The mock of one test, and what the matchers and the report of its failure need to know. */
export interface Stage {
  readonly mock: PulseMock;
  readonly activity: Activity;
  readonly journal: Journal;
  /** What the backend logged as errors. */
  readonly backendErrors: readonly string[];
  readonly received: Set<Received>;
  /** Has the test's clients closed with the mock. */
  onClose(close: () => unknown): void;
  /** Closes clients, then the mock. */
  close(): Promise<void>;
}

const stages = new WeakMap<object, Stage>();

/** The stage that a mock of the fixtures belongs to; undefined for every other value. */
export const stageOf = (mock: unknown): Stage | undefined =>
  typeof mock === 'object' && mock !== null ? stages.get(mock) : undefined;

/** Turns that a frame over a socket of this machine takes. */
const SOCKET_TURN_MS = 1;

/** Begins with a line that tells it all; where there was an error, its stack follows. */
function describeLog(message: string, { error, ...fields }: Record<string, unknown> = {}): string {
  const plain = Object.keys(fields).length > 0 ? [JSON.stringify(fields)] : [];
  return [message, ...plain, ...(error === undefined ? [] : [String(error)])].join(' ');
}

export async function openStage(options: Omit<MockOptions, 'logger'>): Promise<Stage> {
  const backendErrors: string[] = [];
  let journal: Journal | null = null;
  const opened = await openMock({
    ...options,
    logger: {
      warn: (message, fields) => journal?.add(`the backend warns: ${describeLog(message, fields).split('\n', 1)}`),
      error(message, fields) {
        const text = describeLog(message, fields);
        backendErrors.push(text);
        journal?.add(`the backend fails: ${text.split('\n', 1)}`);
      },
    },
  });
  const written = new Journal(opened.clock.now);
  journal = written;
  const activity = new Activity(options.transport === 'sockets' ? SOCKET_TURN_MS : 0);
  const received = new Set<Received>();
  const closers: (() => unknown)[] = [];
  const mock: PulseMock = {
    ...opened,
    fetch: (input, init) => activity.during(opened.fetch(input, init)),
    async reset(to) {
      await opened.reset(to);
      for (const one of received) one.clear();
      written.add('reset');
    },
  };
  opened.events.subscribe((event) => {
    activity.note();
    written.add(event);
  });
  const stopSettling = onSettle(opened.clock, async () => {
    await activity.settle({ untilAnswered: false });
  });
  const stage: Stage = {
    mock,
    activity,
    journal: written,
    backendErrors,
    received,
    onClose: (close) => closers.push(close),
    async close() {
      stopSettling();
      try {
        for (const close of closers) await close();
      } finally {
        // What hangs while the backend stops is given up after a time, which must pass for that.
        opened.clock.resume();
        await opened.close();
      }
    },
  };
  stages.set(mock, stage);
  return stage;
}
