import type { Presence, UserPresence } from '@pulse-io/client';
import { useEffect, useSyncExternalStore } from 'react';

/** A user's presence, live; undefined until it is known. */
export function usePresence(presence: Presence, userId: string): UserPresence | undefined {
  useEffect(() => presence.watch([userId]), [presence, userId]);
  return useSyncExternalStore(presence.state.subscribe, () => presence.state.getSnapshot().users[userId]);
}
