import type { Presence, PresenceStatus } from '@pulse-io/protocol';

/** What others see of a user, but for the time of the last sight. */
export type Seen = Pick<Presence, 'status' | 'customStatus' | 'activity'>;

/** Users who say nothing of themselves share one object for each status: there are many of them. */
export const PLAIN: Readonly<Record<PresenceStatus, Seen>> = {
  online: { status: 'online', customStatus: null, activity: null },
  away: { status: 'away', customStatus: null, activity: null },
  busy: { status: 'busy', customStatus: null, activity: null },
  offline: { status: 'offline', customStatus: null, activity: null },
};

/** Whether nobody could tell the one from the other. */
export const isSameSight = (a: Seen, b: Seen): boolean =>
  a === b || (a.status === b.status && isSame(a.customStatus, b.customStatus) && isSame(a.activity, b.activity));

const isSame = (a: object | null, b: object | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
