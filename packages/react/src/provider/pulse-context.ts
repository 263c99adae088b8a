import { PulseError } from '@pulse-io/client';
import { createContext, useContext } from 'react';
import type { HeldClient } from './held-client.js';

export const PulseContext = /* @__PURE__ */ createContext<HeldClient | null>(null);

/** What the provider above holds; throws `invalid_config` where there is none. */
export function usePulseContext(): HeldClient {
  const held = useContext(PulseContext);
  if (held) return held;
  throw new PulseError({
    code: 'invalid_config',
    message:
      'There is no PulseProvider above this component: put <PulseProvider apiKey="pulse_key_…"> around the app. ' +
      'If there is one, @pulse-io/react is installed twice.',
  });
}
