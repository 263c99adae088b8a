import type { PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import type { Session } from './session.js';

const AGAIN_MS = 1_000;

/** Asks again for what the server could not do just now; true when it will be, false when there is no use in it. */
export function again(error: PulseError, session: Session, clock: Clock, ask: () => void): boolean {
  // With the socket gone, the next one asserts everything anyway.
  if (session.ended) return true;
  if (error.retryable) clock.setTimeout(() => session.ended || ask(), error.retryAfterMs ?? AGAIN_MS);
  return error.retryable;
}
