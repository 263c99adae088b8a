import type { ConnectionState, PulseClient } from '@pulse-io/client';
import { useEffect, useState } from 'react';
import { useStrings } from '../../strings/use-strings.js';
import { Banner } from '../../ui/banner.js';

/** A connection that is back by then was never worth a word. */
const PATIENCE_MS = 1_500;

export interface ConnectionBannerProps {
  pulse: PulseClient;
  className?: string;
}

/** Says that the connection is lost, once it has been for a moment; nothing while all is well. */
export function ConnectionBanner({ pulse, className }: ConnectionBannerProps) {
  const strings = useStrings();
  const state = useTroubledState(pulse);
  if (!state) return null;
  const online = typeof navigator === 'undefined' || navigator.onLine;
  const words =
    state === 'failed'
      ? strings.connectionFailed
      : online
        ? state === 'connecting'
          ? strings.connecting
          : strings.reconnecting
        : strings.youAreOffline;
  return (
    <Banner className={className} tone={state === 'failed' ? 'danger' : 'warning'}>
      {words}
    </Banner>
  );
}

const CALM: ReadonlySet<ConnectionState> = new Set(['idle', 'connected', 'closed']);

/** The state of the connection if it is in trouble, and has been for a moment. */
function useTroubledState(pulse: PulseClient): ConnectionState | null {
  const [trouble, setTrouble] = useState<ConnectionState | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (state: ConnectionState) => {
      clearTimeout(timer);
      if (CALM.has(state)) setTrouble(null);
      else if (state === 'failed') setTrouble(state);
      else timer = setTimeout(() => setTrouble(state), PATIENCE_MS);
    };
    look(pulse.connection.state);
    const stop = pulse.connection.on('state', look);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [pulse]);
  return trouble;
}
