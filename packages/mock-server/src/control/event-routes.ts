import { z } from 'zod';
import type { MockEvent } from '../events/mock-event.js';
import { answer, type ControlCall, type ControlRoutes, done } from './control-call.js';
import { readName, readQuery } from './read-input.js';
import { streamEvents } from './stream-events.js';

const KINDS = ['request', 'socket', 'frame', 'event', 'fault'] as const satisfies readonly MockEvent['kind'][];

const query = z.strictObject({
  /** Only those behind this `seq`. */
  after: z.coerce.number().int().min(0).default(0),
  /** Kinds, parted by commas. */
  kind: z.string().optional(),
});

function readFilter(url: URL) {
  const { after, kind } = readQuery(url, query);
  const kinds: readonly string[] = kind?.split(',').map((name) => readName('kind', name, KINDS, 'kind')) ?? KINDS;
  return { after, shows: (entry: MockEvent) => kinds.includes(entry.kind) };
}

function streamFrom({ mock, request, url }: ControlCall): Response {
  const { after, shows } = readFilter(url);
  const heard = request.headers.get('last-event-id');
  return streamEvents(mock, { after: heard !== null && /^\d{1,15}$/.test(heard) ? Number(heard) : after, shows });
}

export const eventRoutes: ControlRoutes = {
  'GET /__mock/events': ({ mock, url }) => {
    const { after, shows } = readFilter(url);
    return answer({ data: mock.events.after(after).filter(shows) });
  },
  'DELETE /__mock/events': ({ mock }) => {
    mock.events.clear();
    return done();
  },
  'GET /__mock/events/stream': streamFrom,
};
