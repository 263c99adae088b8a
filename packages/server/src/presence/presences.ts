import type { Presence, PresenceStatus } from '@pulse-io/protocol';

/** Who is there, over all of a user's sockets. Kept apart from the database: a heartbeat must not touch it. */
export interface Presences {
  /** Starts or renews a socket's lease; it ends by itself after SERVER_TIMING.leaseMs without renewal. */
  hold(projectId: string, userId: string, leaseId: string): Promise<void>;
  /** Ends a socket's lease; the user goes offline SERVER_TIMING.graceMs after the last one. */
  release(projectId: string, userId: string, leaseId: string): Promise<void>;
  /** Sets a status by hand; without a socket it holds for SERVER_TIMING.leaseMs. `offline` holds at once. */
  set(projectId: string, userId: string, status: PresenceStatus): Promise<Presence>;
  /** In the order asked for; unknown users are offline and never seen. */
  get(projectId: string, userIds: readonly string[]): Promise<Presence[]>;
  close(): Promise<void>;
}
