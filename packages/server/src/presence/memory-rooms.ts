import { SERVER_LIMITS } from '@pulse-io/protocol';
import { diffRooms, type RoomStep } from './diff-rooms.js';
import type { UserPresence } from './user-presence.js';

/** What a user did in a room, as others there see it. */
interface Move extends RoomStep {
  /** Who is there after it. */
  count: number;
}

const NONE: readonly Move[] = [];

/** Who is seen in which room. */
export class MemoryRooms {
  readonly #rooms = new Map<string, Set<UserPresence>>();

  /** Puts a user where it is seen now, and answers what that means for each room. */
  move(user: UserPresence, rooms: readonly string[], changed: boolean): readonly Move[] {
    const steps = diffRooms(user.rooms, rooms, changed);
    if (steps.length === 0) return NONE;
    user.rooms = rooms;
    const moves: Move[] = [];
    for (const { roomId, change } of steps) {
      if (change === 'leave') moves.push(this.#leave(user, roomId));
      else if (change === 'join') moves.push(this.#join(user, roomId));
      else moves.push({ roomId, change, count: this.#of(user.projectId, roomId)?.size ?? 0 });
    }
    return moves;
  }

  /** Everybody, or of a large room those who have been there longest. */
  list(projectId: string, roomId: string): { count: number; users: UserPresence[] } {
    const users = this.#of(projectId, roomId) ?? new Set<UserPresence>();
    const { roomMembers, roomSample } = SERVER_LIMITS;
    const listed: UserPresence[] = [];
    for (const user of users) {
      if (users.size > roomMembers && listed.length >= roomSample) break;
      listed.push(user);
    }
    return { count: users.size, users: listed };
  }

  clear(): void {
    this.#rooms.clear();
  }

  #of(projectId: string, roomId: string): Set<UserPresence> | undefined {
    return this.#rooms.get(`${projectId}/${roomId}`);
  }

  #join(user: UserPresence, roomId: string): Move {
    const users = this.#of(user.projectId, roomId) ?? new Set();
    this.#rooms.set(`${user.projectId}/${roomId}`, users.add(user));
    return { roomId, change: 'join', count: users.size };
  }

  #leave(user: UserPresence, roomId: string): Move {
    const users = this.#of(user.projectId, roomId);
    users?.delete(user);
    if (users?.size === 0) this.#rooms.delete(`${user.projectId}/${roomId}`);
    return { roomId, change: 'leave', count: users?.size ?? 0 };
  }
}
