import type { Client } from '../lib/register.js';
import { usePulseContext } from './pulse-context.js';

/**
 * The client of the provider above, the same object from render to render. Where the provider was given too little, it
 * is one whose every call rejects with what `usePulseError` tells. Throws `invalid_config` outside of a provider.
 */
export function usePulse(): Client {
  return usePulseContext().client;
}
