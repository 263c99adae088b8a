import { openSqlite } from '@pulse-io/server/page';
import { createHandlers, type PulseHandlers, type PulseHandlersOptions } from './msw/create-handlers.js';

export type { PulseHandlers, PulseHandlersOptions } from './msw/create-handlers.js';

/** Read by the client: what a page shares with the user's other tabs must not be shared where each has a backend. */
const OWN_BACKEND = Symbol.for('pulse.own-backend');

/**
 * The whole backend in a page, behind MSW: `setupWorker(...pulseHandlers())`. It is made with the first call, and SQLite
 * fetched for it. Other tabs have backends of their own, so clients of this page share nothing with theirs. Throws for an
 * address that is none and a scenario that is not known.
 *
 * @example
 * const pulse = pulseHandlers({ scenario: 'quickstart', persist: 'demo' });
 * await setupWorker(...pulse).start();
 */
export function pulseHandlers(options: PulseHandlersOptions = {}): PulseHandlers {
  const { persist, logger } = options;
  Object.assign(globalThis, { [OWN_BACKEND]: persist ?? '' });
  return createHandlers(options, {
    devMode: true,
    origin: location.origin,
    openStorage: ({ fresh, image }) =>
      openSqlite(persist === undefined ? { image } : { name: persist, fresh, ...(logger ? { logger } : {}) }),
  });
}
