import type { Writable } from 'node:stream';
import type { MockEvent } from '../events/mock-event.js';
import type { MockEvents } from '../events/mock-events.js';
import { entryLine } from './entry-line.js';
import { hideSecrets } from './hide-secrets.js';
import { paintFor } from './paint.js';
import { escapeJson } from './printable.js';

/** Frames are many, and a socket that was only opened says nothing of who it is: the page has both. */
const tells = (entry: MockEvent): boolean =>
  entry.kind !== 'frame' && !(entry.kind === 'socket' && entry.state === 'opened');

/** Writes a line for each thing that happens, for people or as JSON. Ends, and the server lives on, when nobody reads. */
export function printEntries(events: MockEvents, out: Writable, format: 'lines' | 'json'): () => void {
  const paint = paintFor(out);
  const stop = events.subscribe((entry) => {
    if (!tells(entry)) return;
    const shown = hideSecrets(entry);
    out.write(`${format === 'json' ? escapeJson(JSON.stringify(shown)) : entryLine(shown, paint)}\n`);
  });
  out.on('error', stop);
  return stop;
}
