import type { chatChannel, LIMITS, userChannel } from '@pulse-io/protocol';
import type { createError } from '../../errors.js';
import type { Timers } from '../../lib/timers.js';
import type { Live } from '../../live/live.js';
import type { routes } from '../../transport/route-table.js';
import type { ChatDeps } from '../chat-deps.js';

/**
 * What every page has loaded already, handed to the code of chat, which is loaded later: imported there, it would split
 * the code that every page loads first.
 */
export interface ChatKit extends ChatDeps {
  readonly Live: typeof Live;
  readonly Timers: typeof Timers;
  /** Typing is sent at most once in this time. */
  readonly typingEveryMs: number;
  readonly routes: typeof routes;
  readonly limits: typeof LIMITS;
  readonly createError: typeof createError;
  readonly chatChannel: typeof chatChannel;
  readonly userChannel: typeof userChannel;
}
