import type { ConnectionState, PulseConnection } from '@pulse-io/client';
import { useCallback, useSyncExternalStore } from 'react';

/** The state of a client's realtime connection. */
export function useConnection(connection: PulseConnection): ConnectionState {
  const subscribe = useCallback((listener: () => void) => connection.on('state', listener), [connection]);
  return useSyncExternalStore(subscribe, () => connection.state);
}
