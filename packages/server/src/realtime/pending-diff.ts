import {
  type Presence,
  type PresenceDiff,
  type RoomPresence,
  SERVER_LIMITS,
  type SubscribeOk,
} from '@pulse-io/protocol';
import { isSameSight } from '../presence/seen.js';
import { fitPresences } from './fit-presences.js';

/** What somebody did, as a channel sees it. */
export interface Change {
  presence: Presence;
  /** What it was before, where that is known. */
  previous: Presence | null;
  /** Whether the user was there before it, and is after it. */
  was: boolean;
  is: boolean;
  /** How many are in the room after it. */
  count?: number;
}

type Part = Omit<PresenceDiff, 'ch' | 'ver'>;

/** A count of a room goes out at most once in this time: a large room changes all the while. */
export const COUNT_MS = 1_000;

/**
 * What one channel has to tell one socket, of each user the last state alone. What the channel answers is told first:
 * until then changes are held back and go into the answer. A room that outgrows the lists tells counts from then on.
 */
export class PendingDiff {
  readonly #changes = new Map<string, Change>();
  #held = true;
  #rest: Presence[] = [];
  #count: { now: number; told: number | null; dueAt: number } | null = null;

  add(change: Change): void {
    const { presence, count } = change;
    if (count !== undefined && (this.#count || count > SERVER_LIMITS.roomMembers)) {
      this.#changes.clear();
      if (!this.#count) this.#rest = [];
      this.#count = { told: null, dueAt: 0, ...this.#count, now: count };
      return;
    }
    const first = this.#changes.get(presence.userId) ?? change;
    this.#changes.set(presence.userId, { ...change, was: first.was, previous: first.previous });
  }

  /** What was read of users, with what has changed since, as far as it fits a frame. */
  answer(read: readonly Presence[], used: number): Presence[] {
    return this.#start(
      read.map((presence) => this.#changes.get(presence.userId)?.presence ?? presence),
      used,
    );
  }

  /** The same for who is in a room. */
  answerRoom(
    { members, count, complete }: RoomPresence,
    used: number,
  ): Pick<SubscribeOk, 'presence' | 'rest' | 'count'> {
    if (!complete && !this.#count) this.#count = { now: count, told: null, dueAt: 0 };
    const users = new Map(members.map((presence) => [presence.userId, presence]));
    for (const { presence, is } of this.#changes.values()) {
      if (is) users.set(presence.userId, presence);
      else users.delete(presence.userId);
    }
    const presence = this.#start([...users.values()], used);
    const answer = { presence, ...(this.#rest.length > 0 && { rest: this.#rest.length }) };
    if (!this.#count) return answer;
    this.#count.told = this.#count.now;
    return { ...answer, count: this.#count.now };
  }

  /** When there is something to tell; null while there is not. */
  readyAt(): number | null {
    if (this.#held) return null;
    if (this.#rest.length > 0 || this.#changes.size > 0) return 0;
    return this.#count && this.#count.now !== this.#count.told ? this.#count.dueAt : null;
  }

  /** What the next frame tells, which counts as told then; null when there is nothing to tell yet. */
  take(now: number): Part | null {
    const readyAt = this.readyAt();
    if (readyAt === null || readyAt > now) return null;
    if (this.#rest.length > 0) {
      return { join: [], leave: [], update: this.#rest.splice(0, fitPresences(this.#rest)), rest: true };
    }
    if (!this.#count) return this.#takeChanges();
    this.#count = { now: this.#count.now, told: this.#count.now, dueAt: now + COUNT_MS };
    return { join: [], leave: [], update: [], count: this.#count.now };
  }

  #takeChanges(): Part | null {
    for (const [userId, change] of this.#changes) if (!kindOf(change)) this.#changes.delete(userId);
    const part: Part = { join: [], leave: [], update: [] };
    const all = [...this.#changes.values()];
    for (const change of all.slice(0, fitPresences(all.map(({ presence }) => presence)))) {
      part[kindOf(change) ?? 'update'].push(change.presence);
      this.#changes.delete(change.presence.userId);
    }
    return all.length > 0 ? part : null;
  }

  #start(answer: Presence[], used: number): Presence[] {
    this.#held = false;
    this.#changes.clear();
    this.#rest = answer.splice(fitPresences(answer, used));
    return answer;
  }
}

/** Where a change is told; null where nothing has changed in the end. */
function kindOf({ presence, previous, was, is }: Change): 'join' | 'leave' | 'update' | null {
  if (was !== is) return is ? 'join' : 'leave';
  if (is) return previous && isSameSight(previous, presence) ? null : 'update';
  // Came and went within the window: only the time of the last sight has moved, which a room does not tell.
  return previous ? 'update' : null;
}
