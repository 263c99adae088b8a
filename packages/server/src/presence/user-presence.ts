import { type Presence, type PresenceStatus, SERVER_TIMING } from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { Expiring } from './expiry-heap.js';

interface Lease {
  id: string;
  until: number;
}

/**
 * What is known of one user who is there, or was a moment ago.
 *
 * The user is present until the latest of: its sockets' leases, the grace after its last socket closed, and the
 * lease by hand that a status set without a socket takes. A lease that runs out has no grace: it was long enough.
 * While present, the status is the one set by hand, else online. A status by hand is forgotten when the user is
 * no longer present; `offline` as soon as no socket is left, so that it never outlives what it was meant to hide.
 */
export class UserPresence implements Expiring {
  due = 0;
  heapIndex = -1;
  /** As the world was last told. */
  status: PresenceStatus = 'offline';
  /** When the user went offline; null if it was never seen before. */
  lastSeenAt: number | null;
  readonly projectId: string;
  readonly userId: string;
  #leases: Lease[] = [];
  #manual: PresenceStatus | null = null;
  #graceUntil = 0;
  #handUntil = 0;

  constructor(projectId: string, userId: string, lastSeenAt: number | null) {
    this.projectId = projectId;
    this.userId = userId;
    this.lastSeenAt = lastSeenAt;
  }

  hold(leaseId: string, now: number): void {
    this.#forgetWhatEnded(now);
    const until = now + SERVER_TIMING.leaseMs;
    const lease = this.#leases.find(({ id }) => id === leaseId);
    if (lease) lease.until = until;
    // A literal takes one place, where push would keep seventeen ready.
    else if (this.#leases.length === 0) this.#leases = [{ id: leaseId, until }];
    else this.#leases.push({ id: leaseId, until });
  }

  release(leaseId: string, now: number): void {
    this.#forgetWhatEnded(now);
    const left = this.#leases.filter(({ id }) => id !== leaseId);
    if (left.length === this.#leases.length) return;
    this.#leases = left;
    if (this.#manual !== 'offline') this.#graceUntil = now + SERVER_TIMING.graceMs;
  }

  set(status: PresenceStatus, now: number): void {
    this.#forgetWhatEnded(now);
    this.#manual = status;
    if (status === 'offline') {
      this.#graceUntil = 0;
      this.#handUntil = 0;
    } else if (this.#leases.length === 0) {
      this.#handUntil = now + SERVER_TIMING.leaseMs;
    }
  }

  /** When the user is no longer present, should nothing else happen; 0 when nothing holds it. */
  presentUntil(): number {
    return this.#leases.reduce(
      (latest, { until }) => Math.max(latest, until),
      Math.max(this.#graceUntil, this.#handUntil),
    );
  }

  /** The status that the world should see now. */
  visible(now: number): PresenceStatus {
    return this.presentUntil() > now ? (this.#manual ?? 'online') : 'offline';
  }

  #forgetWhatEnded(now: number): void {
    if (this.presentUntil() <= now) this.#manual = null;
    if (this.#leases.some(({ until }) => until <= now)) this.#leases = this.#leases.filter(({ until }) => until > now);
  }

  /** As the world was last told: while present the last sight is now, and it stands still from the going on. */
  view(now: number): Presence {
    const seenAt = this.status === 'offline' ? this.lastSeenAt : now;
    return { userId: this.userId, status: this.status, lastSeenAt: seenAt === null ? null : toTimestamp(seenAt) };
  }
}
