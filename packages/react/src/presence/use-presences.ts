import type { PresenceState, UserPresence } from '@pulse-io/client';
import { useMemo } from 'react';
import { shallowEqual } from '../lib/shallow-equal.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { usersSource } from './presence-source.js';

/**
 * The presence of users by their ids, kept true; who is not known yet is absent. All components of a page together
 * watch 500 users at most: those beyond stay unknown, and the console tells.
 */
export function usePresences(userIds: readonly string[]): Readonly<Record<string, UserPresence>> {
  const key = JSON.stringify([...new Set(userIds)].sort());
  const select = useMemo(() => {
    const ids = new Set<string>(JSON.parse(key));
    return ({ users }: PresenceState) => Object.fromEntries(Object.entries(users).filter(([id]) => ids.has(id)));
  }, [key]);
  return useSelection(usersSource(usePulse(), key), select, shallowEqual);
}
