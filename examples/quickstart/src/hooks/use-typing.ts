import type { Presence } from '@pulse-io/client';
import { useEffect, useSyncExternalStore } from 'react';

const NOBODY: readonly string[] = [];

/** Who else types in a room, live. */
export function useTyping(presence: Presence, roomId: string): readonly string[] {
  useEffect(() => presence.watchRoom(roomId), [presence, roomId]);
  return useSyncExternalStore(presence.state.subscribe, () => presence.state.getSnapshot().typing[roomId] ?? NOBODY);
}
