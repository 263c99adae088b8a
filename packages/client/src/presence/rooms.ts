import type { PresenceDiff, RoomSignal, roomChannel, SubscribeOk } from '@pulse-io/protocol';
import type { Clock } from '../lib/clock.js';
import type { Timers } from '../lib/timers.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import type { PresenceBook } from './presence-state.js';
import { RoomMembers, type RoomMove } from './room-members.js';
import { Typing } from './typing.js';

export interface RoomsDeps {
  readonly clock: Clock;
  readonly http: Http;
  readonly connection: Connection;
  readonly book: PresenceBook;
  /** Typing is sent at most once in this time. */
  readonly typingEveryMs: number;
  // What the main bundle has too is handed over: imported here, it would split the code that every page loads first.
  readonly Timers: new (
    clock: Clock,
  ) => Timers;
  readonly roomChannel: typeof roomChannel;
  /** The caller's own user, whose typing it is not told of. */
  self(): string | undefined;
  onChange(name: RoomMove[0] | RoomSignal, userId: string, roomId: string): void;
  onError(error: unknown): void;
}

interface WatchedRoom {
  watchers: number;
  end(): void;
}

/** Who is in the watched rooms and who types; loaded with the first room or the first key. */
export class Rooms {
  readonly typing: Typing;
  readonly #deps: RoomsDeps;
  readonly #watched = new Map<string, WatchedRoom>();

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
    this.typing = new Typing(deps);
  }

  /** Counted by room; the function that it returns is to be called once. */
  watch(roomId: string): () => void {
    const room = this.#watched.get(roomId) ?? { watchers: 0, end: this.#enter(roomId) };
    this.#watched.set(roomId, room);
    room.watchers++;
    return () => {
      if (--room.watchers > 0) return;
      this.#watched.delete(roomId);
      room.end();
    };
  }

  #enter(roomId: string): () => void {
    const { connection, book, onChange, onError, roomChannel } = this.#deps;
    const members = new RoomMembers(roomId, (room, moves) => {
      book.rooms.set(roomId, room);
      book.touch();
      for (const [name, userId] of moves) onChange(name, userId, roomId);
    });
    const take = (heard: SubscribeOk | PresenceDiff) => members.take(heard);
    const onSignal = this.typing.hear(roomId);
    const end = connection.subscribe(roomChannel(roomId), { onSignal, onMembers: take, onPresence: take, onError });
    return () => {
      end();
      this.typing.forget(roomId);
      if (book.rooms.delete(roomId)) book.touch();
    };
  }
}
