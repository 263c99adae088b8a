import type { PresenceStatus } from '@pulse-io/client';

/** Tells a status by colour and by shape; decoration beside its name. */
export const PresenceDot = ({ status }: { status: PresenceStatus }) => (
  <span className="presence-dot" data-status={status} aria-hidden="true" />
);
