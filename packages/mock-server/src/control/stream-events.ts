import { systemClock } from '@pulse-io/server';
import type { MockEvent } from '../events/mock-event.js';
import type { MockBackend } from '../mock-backend.js';
import { controlState } from './control-state.js';

/** Proxies cut connections that say nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** A browser that lost the stream asks again after this. */
const RETRY_MS = 1_000;
/** Entries that are written at once. */
const BATCH = 200;

export interface StreamOptions {
  /** The `seq` of the last entry that is known. */
  after: number;
  shows(entry: MockEvent): boolean;
}

/**
 * The log as server-sent events: what there is behind `after`, then what happens, with `seq` as the id. The first is
 * `start`, whose `run` names this mock, so that another one on the same port can be told from it.
 *
 * Entries are read from the log when the listener takes them. One that is too slow has a place in the log and no queue,
 * and misses what the log has dropped by then.
 */
export function streamEvents(mock: MockBackend, { after, shows }: StreamOptions): Response {
  const { run, streams } = controlState(mock);
  const encoder = new TextEncoder();
  const newest = mock.events.all().at(-1)?.seq;
  // Who knows more than there is has it from another run.
  let place = newest !== undefined && after > newest ? 0 : after;
  let greeted = false;
  let ended = false;
  let wake: ((heard: boolean) => void) | null = null;

  const unsubscribe = mock.events.subscribe(({ seq }) => {
    if (seq <= place) place = seq - 1;
    wake?.(true);
  });
  const happens = () =>
    new Promise<boolean>((resolve) => {
      const cancel = systemClock.setTimeout(() => wake?.(false), HEARTBEAT_MS);
      wake = (heard) => {
        wake = null;
        cancel();
        resolve(heard);
      };
    });

  function end(): void {
    ended = true;
    unsubscribe();
    streams.delete(end);
    wake?.(true);
  }
  streams.add(end);

  /** What is to be sent next; null at the end. */
  async function next(): Promise<string | null> {
    if (!greeted) {
      greeted = true;
      return `retry: ${RETRY_MS}\nevent: start\ndata: ${JSON.stringify({ run })}\n\n`;
    }
    while (!ended) {
      const batch = mock.events.after(place).slice(0, BATCH);
      place = batch.at(-1)?.seq ?? place;
      const text = batch.filter(shows).map(write).join('');
      if (text) return text;
      if (batch.length === 0 && !(await happens())) return ': still here\n\n';
    }
    return null;
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const text = await next();
        if (text !== null) controller.enqueue(encoder.encode(text));
        else if (!cancelled) controller.close();
      },
      cancel() {
        cancelled = true;
        end();
      },
    },
    { highWaterMark: 0 },
  );
  let cancelled = false;
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } });
}

/** JSON has no line breaks of its own, so an entry is one line. */
const write = (entry: MockEvent): string => `id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`;
