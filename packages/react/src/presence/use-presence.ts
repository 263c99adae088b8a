import type { PresenceState, UserPresence } from '@pulse-io/client';
import { useCallback } from 'react';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { usersSource } from './presence-source.js';

/** The presence of a user, kept true; null until it is known. See `usePresences` for how many a page can watch. */
export function usePresence(userId: string): UserPresence | null {
  const select = useCallback(
    ({ users }: PresenceState) => (Object.hasOwn(users, userId) ? (users[userId] ?? null) : null),
    [userId],
  );
  return useSelection(usersSource(usePulse(), JSON.stringify([userId])), select);
}
