import { PulseClient, type PulseError } from '@pulse-io/client';
import type { Client } from './register.js';

const SILENT = { warn() {}, error() {} };
const NO_LIFECYCLE = { onWake: () => () => {} };

/**
 * Stands in for what cannot be had: every call of it rejects with the error, and every state that is watched tells it.
 * It opens no socket and sends nothing, and needs no `close()`.
 */
export function refusedClient(error: PulseError): Client {
  return new PulseClient({
    apiKey: 'refused',
    tokenProvider: () => {
      throw error;
    },
    outbox: false,
    tabs: false,
    idle: false,
    logger: SILENT,
    lifecycle: NO_LIFECYCLE,
  });
}
