import type { PulseError, TokenProvider } from '@pulse-io/client';
import { type ReactNode, useEffect, useInsertionEffect, useRef, useState } from 'react';
import type { Client } from '../lib/register.js';
import { HeldClient } from './held-client.js';
import { PulseContext } from './pulse-context.js';
import { usePulseError } from './use-pulse-error.js';

interface CommonProps {
  children?: ReactNode;
  /** Hears what `usePulseError` tells, once for each error; without it that goes to the console. */
  onError?: ((error: PulseError) => void) | undefined;
}

export interface PulseProviderOptions extends CommonProps {
  /** The project's key, `pulse_key_…`. Another one makes a new client. */
  apiKey: string;
  /**
   * The user to be. Without a tokenProvider it works against the mock server alone, where a guest is made up if it is
   * left out. Another one makes a new client.
   */
  identity?: string | undefined;
  /** Answers a user token from the app's own backend. It may be an inline function: the latest one is asked. */
  tokenProvider?: TokenProvider | undefined;
  /** `http://localhost:8081` by default. Another one makes a new client. */
  baseUrl?: string | undefined;
  client?: undefined;
}

export interface PulseProviderClient extends CommonProps {
  /** A client of the app's own, which the app closes itself. */
  client: Client;
  /** Whom that client is, where a hook is to tell. */
  identity?: string | undefined;
  apiKey?: undefined;
  tokenProvider?: undefined;
  baseUrl?: undefined;
}

export type PulseProviderProps = PulseProviderOptions | PulseProviderClient;

/**
 * Gives a client to the hooks and components below. It makes one client, StrictMode or not, closes it when it is
 * unmounted, and renders its children at once, on a server too. With options that do not do they are rendered all
 * the same, and `usePulseError` and `onError` tell what to do.
 *
 * @example
 * <PulseProvider apiKey="pulse_key_dev" identity="alice">
 *   <App />
 * </PulseProvider>
 */
export function PulseProvider({ children, onError, ...props }: PulseProviderProps): ReactNode {
  const latest = useRef(props);
  useInsertionEffect(() => {
    latest.current = props;
  });
  const [guest] = useState(() => `guest-${Math.random().toString(36).slice(2, 10)}`);
  const hold = () => new HeldClient(props, () => latest.current, guest);
  const [held, setHeld] = useState(hold);
  let current = held;
  if (!held.fits(props)) {
    current = hold();
    setHeld(current);
  }
  useEffect(() => {
    if (!current.ended) return current.use();
    // It was hidden for a while, with all its effects, and is shown again.
    setHeld(new HeldClient(latest.current, () => latest.current, guest));
    return undefined;
  }, [current, guest]);
  return (
    <PulseContext.Provider value={current}>
      <ErrorReport onError={onError} />
      {children}
    </PulseContext.Provider>
  );
}

function ErrorReport({ onError = report }: Pick<CommonProps, 'onError'>): null {
  const error = usePulseError();
  const told = useRef<PulseError | null>(null);
  useEffect(() => {
    if (error && told.current !== error) onError(error);
    told.current = error;
  }, [error, onError]);
  return null;
}

const report = (error: PulseError): void =>
  console.error(`Pulse: ${[error.message, error.hint].filter(Boolean).join(' ')}`, error);
