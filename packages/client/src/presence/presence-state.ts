import type { Presence } from '@pulse-io/protocol';
import type { Logger } from '../lib/logger.js';
import { Store } from '../lib/store.js';

export interface PresenceState {
  /** The users that are watched, as far as they are known. */
  readonly users: Readonly<Record<string, Presence>>;
  /** Who types, by room; rooms where nobody does are absent. */
  readonly typing: Readonly<Record<string, readonly string[]>>;
}

/** What is known of users and of who types; snapshots are made when they are read. */
export class PresenceBook {
  readonly state: Store<PresenceState>;
  readonly #users = new Map<string, Presence>();
  readonly #typing = new Map<string, readonly string[]>();

  constructor(logger: Logger) {
    this.state = new Store(this.#snapshot(), logger);
  }

  get userIds(): string[] {
    return [...this.#users.keys()];
  }

  /** Takes what is now known; answers those whose status is another than the one known before, and with `alsoNew` the new. */
  put(presences: readonly Presence[], alsoNew: boolean): Presence[] {
    let touched = false;
    const changed = presences.filter((presence) => {
      const before = this.#users.get(presence.userId);
      if (before?.status === presence.status && before.lastSeenAt === presence.lastSeenAt) return false;
      touched = true;
      this.#users.set(presence.userId, presence);
      return before ? before.status !== presence.status : alsoNew;
    });
    if (touched) this.state.invalidate(this.#snapshot);
    return changed;
  }

  /** Forgets users: what is known of them is not kept true any more. */
  forget(userIds: Iterable<string>): void {
    let touched = false;
    for (const id of userIds) touched = this.#users.delete(id) || touched;
    if (touched) this.state.invalidate(this.#snapshot);
  }

  /** True when that is a change. */
  setTyping(roomId: string, userId: string, typing: boolean): boolean {
    const users = this.#typing.get(roomId) ?? [];
    if (users.includes(userId) === typing) return false;
    const next = typing ? [...users, userId] : users.filter((user) => user !== userId);
    if (next.length > 0) this.#typing.set(roomId, next);
    else this.#typing.delete(roomId);
    this.state.invalidate(this.#snapshot);
    return true;
  }

  readonly #snapshot = (): PresenceState => ({
    users: Object.fromEntries(this.#users),
    typing: Object.fromEntries(this.#typing),
  });
}
