import type { CustomStatus, ManualStatus, Presence, PresenceActivity, RoomPresence } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';

/** What a socket says of its user. It is told in full each time, so that a store that forgot it knows it again. */
export interface Lease {
  id: string;
  /** Nobody sits before it. */
  idle: boolean;
  /** The rooms it subscribes to, each once. */
  rooms: readonly string[];
}

/** What is set by hand; what is left out stays as it was. */
export interface PresenceChange {
  /**
   * `online` goes back to what the sockets say; away, busy and invisible hold until changed, also while the user is
   * gone. Each of them makes a user with no socket present for SERVER_TIMING.leaseMs. `offline` hides the user at once,
   * until the last socket has gone, and leaves what was set before for the time after.
   */
  status?: ManualStatus | 'offline';
  /** Kept while the user is gone, and ends at its `expiresAt`. */
  customStatus?: CustomStatus | null;
  /** Ends when the user goes offline; of one who is offline it is dropped. */
  activity?: PresenceActivity | null;
}

/**
 * Who is there, over all of a user's sockets. Kept apart from the database: a heartbeat must not touch it.
 *
 * Everything read or published is what others see: an invisible user is offline, with the last sight at the moment of
 * hiding. One who is offline shows neither customStatus nor activity and is in no room. Each change of what is seen is
 * published under `presenceTopic`, and under `roomTopic` for each room that the user is in, comes to or leaves.
 */
export interface Presences {
  /** Starts or renews a socket's lease, and its rooms; it ends by itself after SERVER_TIMING.leaseMs without renewal. */
  hold(projectId: string, userId: string, lease: Lease): Promise<void>;
  /** Ends a socket's lease and leaves its rooms; the user goes offline SERVER_TIMING.graceMs after the last one. */
  release(projectId: string, userId: string, leaseId: string): Promise<void>;
  /** Answers what others see then. */
  set(projectId: string, userId: string, change: PresenceChange): Promise<Presence>;
  /** In the order asked for; unknown users are offline and never seen. */
  get(projectId: string, userIds: readonly string[]): Promise<Presence[]>;
  /** Everybody in a room of up to SERVER_LIMITS.roomMembers, a sample of a larger one; in no promised order. */
  getRoom(projectId: string, roomId: string): Promise<RoomPresence>;
  close(): Promise<void>;
}

/** What a driver is given by the backend that it works for. */
export interface PresencesDeps {
  clock: Clock;
  bus: Bus;
  logger: Logger;
}
