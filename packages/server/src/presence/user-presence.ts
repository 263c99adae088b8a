import {
  type CustomStatus,
  type ManualStatus,
  type Presence,
  type PresenceActivity,
  SERVER_TIMING,
} from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { Expiring } from './expiry-heap.js';
import { isSameList } from './is-same-list.js';
import type { Lease, PresenceChange } from './presences.js';
import { isSameSight, PLAIN, type Seen } from './seen.js';

export interface HeldLease extends Lease {
  until: number;
}

/** What a user has set, and what is kept of it while it is gone. */
export interface Settings {
  manual: Exclude<ManualStatus, 'online'> | null;
  customStatus: CustomStatus | null;
}

/** All that is known of a user, as plain data. */
export interface UserState {
  told: Seen;
  rooms: readonly string[];
  lastSeenAt: number | null;
  leases: readonly HeldLease[];
  settings: Readonly<Settings> | null;
  activity: PresenceActivity | null;
  gone: boolean;
  graceUntil: number;
  graceIdle: boolean;
  handUntil: number;
}

/** What a look at a user has changed. */
export interface Settled {
  previous: Presence;
  presence: Presence;
  changed: boolean;
}

const NO_SETTINGS: Readonly<Settings> = { manual: null, customStatus: null };
const NOWHERE: readonly string[] = [];
/** Sockets in no room share a list. */
const orNowhere = (rooms: readonly string[]) => (rooms.length > 0 ? rooms : NOWHERE);

/**
 * What is known of one user who is there, or was a moment ago.
 *
 * The user is present until the latest of: its sockets' leases, the grace after its last socket closed, and the
 * lease by hand that a status set without a socket takes. A lease that runs out has no grace: it was long enough.
 * While present, the status is the one set by hand, else online if any socket or hand says so, else away. Who hides, for
 * good by `invisible` or until the last socket has gone by `offline`, is seen as offline.
 */
export class UserPresence implements Expiring {
  due = 0;
  heapIndex = -1;
  /** As the world was last told. */
  told: Seen = PLAIN.offline;
  /** The rooms in which the world was told that the user is. */
  rooms: readonly string[] = NOWHERE;
  /** When the user went offline; null if it was never seen before. */
  lastSeenAt: number | null;
  readonly projectId: string;
  readonly userId: string;
  #leases: HeldLease[] = [];
  #settings: Readonly<Settings>;
  #activity: PresenceActivity | null = null;
  /** Offline by hand. */
  #gone = false;
  #graceUntil = 0;
  /** The socket of the grace was idle. */
  #graceIdle = false;
  #handUntil = 0;

  constructor(projectId: string, userId: string, lastSeenAt: number | null, settings: Readonly<Settings> | null) {
    this.projectId = projectId;
    this.userId = userId;
    this.lastSeenAt = lastSeenAt;
    this.#settings = settings ?? NO_SETTINGS;
  }

  static load(projectId: string, userId: string, state: UserState): UserPresence {
    const user = new UserPresence(projectId, userId, state.lastSeenAt, state.settings);
    user.told = state.told;
    user.rooms = state.rooms;
    user.#leases = [...state.leases];
    user.#activity = state.activity;
    user.#gone = state.gone;
    user.#graceUntil = state.graceUntil;
    user.#graceIdle = state.graceIdle;
    user.#handUntil = state.handUntil;
    return user;
  }

  /** As it is once it has been settled. */
  save(): UserState {
    return {
      ...{ told: this.told, rooms: this.rooms, lastSeenAt: this.lastSeenAt },
      ...{ leases: this.#leases, settings: this.settings, activity: this.#activity, gone: this.#gone },
      ...{ graceUntil: this.#graceUntil, graceIdle: this.#graceIdle, handUntil: this.#handUntil },
    };
  }

  hold({ id, idle, rooms }: Lease, now: number): void {
    this.forgetWhatEnded(now);
    const until = now + SERVER_TIMING.leaseMs;
    const lease = this.#leases.find((other) => other.id === id);
    if (lease)
      Object.assign(lease, { until, idle, rooms: isSameList(lease.rooms, rooms) ? lease.rooms : orNowhere(rooms) });
    // A literal takes one place, where push would keep seventeen ready.
    else if (this.#leases.length === 0) this.#leases = [{ id, until, idle, rooms: orNowhere(rooms) }];
    else this.#leases.push({ id, until, idle, rooms: orNowhere(rooms) });
  }

  release(leaseId: string, now: number): void {
    this.forgetWhatEnded(now);
    const lease = this.#leases.find(({ id }) => id === leaseId);
    if (!lease) return;
    this.#leases = this.#leases.filter((other) => other !== lease);
    if (this.#gone || this.#leases.length > 0) return;
    this.#graceUntil = now + SERVER_TIMING.graceMs;
    this.#graceIdle = lease.idle;
  }

  set({ status, customStatus, activity }: PresenceChange, now: number): void {
    this.forgetWhatEnded(now);
    if (status === 'offline') {
      this.#gone = true;
      this.#graceUntil = 0;
      this.#handUntil = 0;
    } else if (status !== undefined) {
      this.#gone = false;
      this.#settings = { ...this.#settings, manual: status === 'online' ? null : status };
      if (this.#leases.length === 0) this.#handUntil = now + SERVER_TIMING.leaseMs;
    }
    if (customStatus !== undefined) this.#settings = { ...this.#settings, customStatus };
    if (activity !== undefined) this.#activity = activity;
    this.forgetWhatEnded(now);
  }

  /** Lets go of what has run out; what the user looks like is true only after it. */
  forgetWhatEnded(now: number): void {
    if (this.#leases.some(({ until }) => until <= now)) this.#leases = this.#leases.filter(({ until }) => until > now);
    if (this.#settings.customStatus && this.#customStatusUntil() <= now) {
      this.#settings = { ...this.#settings, customStatus: null };
    }
    const present = this.presentUntil() > now;
    if (!present || this.#gone) this.#activity = null;
    if (!present) this.#gone = false;
  }

  /** When the user is no longer present, should nothing else happen; 0 when nothing holds it. */
  presentUntil(): number {
    return this.#leases.reduce(
      (latest, { until }) => Math.max(latest, until),
      Math.max(this.#graceUntil, this.#handUntil),
    );
  }

  /** When something may change by itself for the first time; never later than the user is present. */
  changesAt(now: number): number {
    return this.#leases.reduce(
      (first, { until }) => Math.min(first, until),
      Math.min(this.timerAt(now), this.presentUntil()),
    );
  }

  /** When something besides a lease may change by itself; Infinity if nothing does. */
  timerAt(now: number): number {
    return Math.min(...[this.#graceUntil, this.#handUntil, this.#customStatusUntil()].filter((until) => until > now));
  }

  /** Tells the world what it should see now. The rooms are left to the caller. */
  settle(now: number): Settled {
    const until = this.presentUntil();
    const previous = this.view(now);
    this.forgetWhatEnded(now);
    const seen = this.seen(now);
    const changed = !isSameSight(seen, this.told);
    if (previous.status !== 'offline' && seen.status === 'offline') {
      this.lastSeenAt = until > 0 && until < now ? until : now;
    }
    this.told = seen;
    return { previous, presence: this.view(now), changed };
  }

  /** What the world should see now. */
  seen(now: number): Seen {
    const { manual } = this.#settings;
    if (this.#gone || manual === 'invisible' || this.presentUntil() <= now) return PLAIN.offline;
    const status = manual ?? (this.#isActive(now) ? 'online' : 'away');
    const { customStatus } = this.#settings;
    if (customStatus === null && this.#activity === null) return PLAIN[status];
    return { status, customStatus, activity: this.#activity };
  }

  /** The rooms in which the world should see the user now, each once. */
  seenIn(now: number): readonly string[] {
    const lists = this.#leases.filter(({ rooms }) => rooms.length > 0);
    if (lists.length === 0 || this.seen(now).status === 'offline') return NOWHERE;
    const [first] = lists;
    return first && lists.length === 1 ? first.rooms : [...new Set(lists.flatMap(({ rooms }) => rooms))];
  }

  /** What is to be remembered of the user when it has gone; null when it has set nothing. */
  get settings(): Readonly<Settings> | null {
    const { manual, customStatus } = this.#settings;
    return manual === null && customStatus === null ? null : this.#settings;
  }

  /** As the world was last told: while present the last sight is now, and it stands still from the going on. */
  view(now: number): Presence {
    const { status, customStatus, activity } = this.told;
    const seenAt = status === 'offline' ? this.lastSeenAt : now;
    const lastSeenAt = seenAt === null ? null : toTimestamp(seenAt);
    return { userId: this.userId, status, lastSeenAt, customStatus, activity };
  }

  #isActive(now: number): boolean {
    if (this.#handUntil > now) return true;
    return this.#leases.length > 0 ? this.#leases.some(({ idle }) => !idle) : !this.#graceIdle;
  }

  #customStatusUntil(): number {
    const { customStatus } = this.#settings;
    if (customStatus === null) return 0;
    return customStatus.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(customStatus.expiresAt);
  }
}
