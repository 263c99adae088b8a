import { chatChannel, LIMITS, TIMING, userChannel } from '@pulse-io/protocol';
import { createError, toPulseError } from '../errors.js';
import { Timers } from '../lib/timers.js';
import { Live } from '../live/live.js';
import { routes } from '../transport/route-table.js';
import type { ChatDeps } from './chat-deps.js';
import type { LateChat } from './live/open-chat.js';

/** Loads the code of chat, and hands over what it shares with the rest. Rejects with `network_error`. */
export async function loadChat(deps: ChatDeps): Promise<LateChat> {
  try {
    const { openChat } = await import('./live/open-chat.js');
    return openChat({
      ...deps,
      ...{ Live, Timers, routes, createError, chatChannel, userChannel },
      limits: LIMITS,
      typingEveryMs: TIMING.typingEveryMs,
    });
  } catch (cause) {
    throw toPulseError(cause, 'network_error', 'The code for chat could not be loaded.');
  }
}
