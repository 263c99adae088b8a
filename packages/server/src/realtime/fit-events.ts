import { type AnyEvent, SERVER_LIMITS } from '@pulse-io/protocol';
import { utf8Length } from './utf8.js';

/** Left for the rest of the answer. */
const ENVELOPE_BYTES = 1024;
/** Above this reading again is cheaper, and half of what a slow consumer may have buffered. */
const RECOVER_BYTES = 512 * 1024;

/**
 * Parts the events of an answer into those that fit its frame and those that follow as frames of their own;
 * null when they are too many to be sent at all.
 */
export function fitEvents(events: readonly AnyEvent[]): { fit: AnyEvent[]; rest: AnyEvent[] } | null {
  let bytes = 0;
  let fit = 0;
  for (const event of events) {
    bytes += utf8Length(JSON.stringify(event)) + 1;
    if (bytes > RECOVER_BYTES) return null;
    if (bytes <= SERVER_LIMITS.frameBytes - ENVELOPE_BYTES) fit++;
  }
  return { fit: events.slice(0, fit), rest: events.slice(fit) };
}
