import type { Presence, PresenceDiff, RoomPresence, SubscribeOk } from '@pulse-io/protocol';

/** Who came to a room, or left it. */
export type RoomMove = [name: 'room_joined' | 'room_left', userId: string];

/**
 * Who is in a room: as it was answered, and each change since. With every socket it is answered anew. Loaded with the
 * first room that is watched.
 */
export class RoomMembers {
  readonly #roomId: string;
  readonly #onChange: (room: RoomPresence, moves: readonly RoomMove[]) => void;
  readonly #members = new Map<string, Presence>();
  /** Known before the answer that is coming in, and not in it so far. */
  readonly #unnamed = new Set<string>();
  /** How many of the answer are still to come; null before the first. */
  #rest: number | null = null;
  /** The list was whole once: what differs from it has changed. */
  #known = false;
  /** Of a room that is too large for lists. */
  #count: number | undefined;

  constructor(roomId: string, onChange: (room: RoomPresence, moves: readonly RoomMove[]) => void) {
    this.#roomId = roomId;
    this.#onChange = onChange;
  }

  take(heard: SubscribeOk | PresenceDiff): void {
    // A diff before the first answer is of another tab's subscription.
    if ('ver' in heard && this.#rest === null) return;
    const moves = 'ver' in heard ? this.#apply(heard) : this.#restart(heard);
    const [roomId, members, count] = [this.#roomId, [...this.#members.values()], this.#count];
    this.#onChange({ roomId, count: count ?? members.length, members, complete: count === undefined }, moves);
  }

  #restart({ presence = [], rest = 0, count }: SubscribeOk): RoomMove[] {
    // A sample does not tell who came and left.
    if (count !== undefined || this.#count !== undefined) {
      this.#members.clear();
      this.#known = false;
    }
    this.#count = count;
    this.#unnamed.clear();
    for (const id of this.#members.keys()) this.#unnamed.add(id);
    this.#rest = presence.length + rest;
    return this.#name(presence);
  }

  #apply({ join, leave, update, rest, count }: PresenceDiff): RoomMove[] {
    this.#count = count ?? this.#count;
    if (rest) return this.#name(update);
    return [...this.#put([...join, ...update]), ...this.#remove(leave.map(({ userId }) => userId))];
  }

  /** A part of an answer: with the last one, who was not named has left. */
  #name(presences: readonly Presence[]): RoomMove[] {
    const joined = this.#put(presences);
    this.#rest = (this.#rest ?? 0) - presences.length;
    if (this.#rest > 0) return joined;
    this.#known = true;
    return [...joined, ...this.#remove(this.#unnamed)];
  }

  #put(presences: readonly Presence[]): RoomMove[] {
    return presences.flatMap((presence): RoomMove[] => {
      const { userId } = presence;
      const isNew = this.#known && !this.#members.has(userId);
      this.#unnamed.delete(userId);
      this.#members.set(userId, presence);
      return isNew ? [['room_joined', userId]] : [];
    });
  }

  #remove(userIds: Iterable<string>): RoomMove[] {
    return [...userIds].flatMap((userId): RoomMove[] => {
      this.#unnamed.delete(userId);
      return this.#members.delete(userId) ? [['room_left', userId]] : [];
    });
  }
}
