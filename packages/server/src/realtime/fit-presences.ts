import { type Presence, SERVER_LIMITS } from '@pulse-io/protocol';
import { utf8Length } from './utf8.js';

/** Left for the rest of the frame: a channel's name of 256 characters and some numbers. */
const ENVELOPE_BYTES = 2048;

/** How many presences, from the first on, fit a frame of which `used` bytes are taken. */
export function fitPresences(presences: Iterable<Presence>, used = 0): number {
  let bytes = used;
  let fit = 0;
  for (const presence of presences) {
    bytes += utf8Length(JSON.stringify(presence)) + 1;
    if (bytes > SERVER_LIMITS.frameBytes - ENVELOPE_BYTES) break;
    fit++;
  }
  return fit;
}
