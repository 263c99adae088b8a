import type { Presence, RoomPresence } from '@pulse-io/protocol';
import type { Logger } from '../lib/logger.js';
import { Store } from '../lib/store.js';

export interface PresenceState {
  /** The users that are watched, as far as they are known. */
  readonly users: Readonly<Record<string, Presence>>;
  /** Who types, by room; rooms where nobody does are absent. */
  readonly typing: Readonly<Record<string, readonly string[]>>;
  /**
   * Who is in the rooms that are watched, by room. Of a room with more than 200 people (`complete` is false) only the
   * count is kept true: its members are those who were known when it was asked for or grew.
   */
  readonly rooms: Readonly<Record<string, RoomPresence>>;
}

/** A user of whom something else is known than before. */
export interface PresenceChange {
  readonly presence: Presence;
  readonly previous: Presence | undefined;
}

/** What is known of users, rooms and who types; snapshots are made when they are read. */
export class PresenceBook {
  readonly state: Store<PresenceState>;
  readonly #users = new Map<string, Presence>();
  /** By room; whoever changes them calls `touch`. */
  readonly typing: Map<string, readonly string[]> = new Map();
  readonly rooms: Map<string, RoomPresence> = new Map();

  constructor(logger: Logger) {
    this.state = new Store(this.#snapshot(), logger);
  }

  get userIds(): string[] {
    return [...this.#users.keys()];
  }

  /** Takes what is now known; answers what others see of whom has changed, and with `alsoNew` the new. */
  put(presences: readonly Presence[], alsoNew: boolean): PresenceChange[] {
    let touched = false;
    const changes = presences.flatMap((presence): PresenceChange[] => {
      const previous = this.#users.get(presence.userId);
      if (isEqual(previous, presence)) return [];
      touched = true;
      this.#users.set(presence.userId, presence);
      if (!previous) return alsoNew ? [{ presence, previous }] : [];
      return isEqual(previous, { ...presence, lastSeenAt: previous.lastSeenAt }) ? [] : [{ presence, previous }];
    });
    if (touched) this.touch();
    return changes;
  }

  /** Forgets users: what is known of them is not kept true any more. */
  forget(userIds: Iterable<string>): void {
    let touched = false;
    for (const id of userIds) touched = this.#users.delete(id) || touched;
    if (touched) this.touch();
  }

  /** Something changed. */
  touch(): void {
    this.state.invalidate(this.#snapshot);
  }

  readonly #snapshot = (): PresenceState => ({
    users: Object.fromEntries(this.#users),
    typing: Object.fromEntries(this.typing),
    rooms: Object.fromEntries(this.rooms),
  });
}

/** The server writes the members in one order. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
