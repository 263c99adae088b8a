import type { AnyEvent, EventType } from '@pulse-io/protocol';
import { type Clock, systemClock } from '@pulse-io/server';
import { type RouteName, readRouteName } from '../faults/route-name.js';
import { describeEvent } from './describe-event.js';
import type { FrameEntry, MockEvent, NewMockEvent, RequestEntry } from './mock-event.js';

/** Everything that happened at the mock, to assert on. */
export interface MockEvents {
  /** The newest 10,000, oldest first. */
  all(): readonly MockEvent[];
  /** Those behind a place. */
  after(seq: number): readonly MockEvent[];
  /** Calls that were answered; throws for a route that nobody knows. */
  requests(route?: RouteName): RequestEntry[];
  frames(only?: { user?: string; direction?: 'in' | 'out' }): FrameEntry[];
  /** Events that the backend published, in their order. */
  of<Type extends EventType>(type: Type): Extract<AnyEvent, { type: Type }>[];
  /** Calls back with each; the answer ends it. A listener that throws stops nobody. */
  subscribe(listener: (event: MockEvent) => void): () => void;
  /**
   * Resolves with the first, past or to come, that fits. Rejects after `timeoutMs` of real time (1,000 by default) and
   * says what did happen.
   */
  waitFor<Fitting extends MockEvent>(
    fits: ((event: MockEvent) => event is Fitting) | ((event: MockEvent) => boolean),
    options?: { timeoutMs?: number },
  ): Promise<Fitting>;
  clear(): void;
}

/** The log with the side that the mock writes on. */
export interface MockEventLog extends MockEvents {
  add(event: NewMockEvent): void;
}

const KEPT = 10_000;
const WAIT_MS = 1_000;
/** What a failed wait tells. */
const TOLD = 15;

export function createMockEvents(clock: Clock): MockEventLog {
  const listeners = new Set<(event: MockEvent) => void>();
  let entries: MockEvent[] = [];
  let seq = 0;

  const log: MockEventLog = {
    all: () => entries.slice(-KEPT),
    after: (place) => log.all().filter((entry) => entry.seq > place),
    requests(route = '*') {
      const covers = readRouteName(route);
      return log.all().filter((entry) => entry.kind === 'request' && covers(entry)) as RequestEntry[];
    },
    frames: ({ user, direction } = {}) =>
      log
        .all()
        .filter(
          (entry): entry is FrameEntry =>
            entry.kind === 'frame' &&
            (user === undefined || entry.user === user) &&
            (direction === undefined || entry.direction === direction),
        ),
    of: <Type extends EventType>(type: Type) =>
      log
        .all()
        .flatMap((entry) => (entry.kind === 'event' && entry.event.type === type ? [entry.event] : [])) as Extract<
        AnyEvent,
        { type: Type }
      >[],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitFor: <Fitting extends MockEvent>(
      fits: (event: MockEvent) => boolean,
      { timeoutMs = WAIT_MS }: { timeoutMs?: number } = {},
    ) =>
      new Promise<Fitting>((resolve, reject) => {
        const found = log.all().find(fits);
        if (found) {
          resolve(found as Fitting);
          return;
        }
        const stop = log.subscribe((event) => {
          if (!fits(event)) return;
          cancel();
          stop();
          resolve(event as Fitting);
        });
        const cancel = systemClock.setTimeout(() => {
          stop();
          const last = log.all().slice(-TOLD).map(describeEvent);
          const seen =
            last.length > 0 ? `The last to happen were:\n  ${last.join('\n  ')}` : 'Nothing happened at all.';
          reject(new Error(`Nothing that fits happened within ${timeoutMs} ms. ${seen}`));
        }, timeoutMs);
      }),
    clear() {
      entries = [];
    },
    add(event) {
      // A frame's text is parsed when somebody looks at it.
      const entry = Object.defineProperties(event, {
        seq: { value: ++seq, enumerable: true },
        at: { value: new Date(clock.now()).toISOString(), enumerable: true },
      }) as MockEvent;
      entries.push(entry);
      if (entries.length > 2 * KEPT) entries = entries.slice(-KEPT);
      for (const listener of [...listeners]) {
        try {
          listener(entry);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
  return log;
}
