import type { PresenceStatus } from '@pulse-io/client';

export const STATUS_NAMES: Record<PresenceStatus, string> = {
  online: 'Online',
  away: 'Away',
  busy: 'Busy',
  offline: 'Offline',
};
