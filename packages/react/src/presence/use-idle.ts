import { useSyncExternalStore } from 'react';
import { usePulse } from '../provider/use-pulse.js';

/** Whether nobody sits before this device, as its input in any tab of the user tells. False on a server. */
export function useIdle(): boolean {
  const { idle } = usePulse().presence;
  return useSyncExternalStore(idle.subscribe, idle.getSnapshot, notIdle);
}

const notIdle = () => false;
