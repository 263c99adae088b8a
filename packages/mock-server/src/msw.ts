import { openSqlite } from '@pulse-io/server/node';
import { createHandlers, type PulseHandlers, type PulseHandlersOptions } from './msw/create-handlers.js';

export type { PulseHandlers, PulseHandlersOptions } from './msw/create-handlers.js';

/**
 * The whole backend behind MSW, in memory: `setupServer(...pulseHandlers())`. It is made with the first call. Throws
 * for an address that is none, a scenario that is not known, and for `persist`, which is for pages.
 *
 * @example
 * const pulse = pulseHandlers({ scenario: 'quickstart' });
 * const server = setupServer(...pulse);
 * beforeAll(() => server.listen());
 * afterEach(() => pulse.reset());
 */
export function pulseHandlers(options: PulseHandlersOptions = {}): PulseHandlers {
  if (options.persist !== undefined) {
    throw new TypeError('persist keeps data in a browser. In Node, createMockServer({ data }) keeps it in a folder.');
  }
  return createHandlers(options, {
    devMode: process.env.NODE_ENV !== 'production',
    origin: null,
    openStorage: ({ image }) => openSqlite({ image }),
  });
}
