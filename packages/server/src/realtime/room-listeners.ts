import { type Presence, type RoomPresence, SERVER_LIMITS } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import { type HintMessage, roomTopic } from '../bus/topics.js';
import type { Presences } from '../presence/presences.js';
import { isSameSight } from '../presence/seen.js';

type RoomHint = Omit<Extract<HintMessage, { kind: 'room' }>, 'kind'>;
/** `was` tells whether the user is in the room for all that listeners know. */
type Listener = (hint: RoomHint, was: boolean) => void;

interface Room {
  projectId: string;
  roomId: string;
  listeners: Set<Listener>;
  /** Its members as its listeners were last told; of a room that is too large for lists nobody. */
  known: Map<string, Presence>;
  /** Users heard of since a look at the room began. */
  heard: Set<string> | null;
  attached: Promise<() => void>;
}

/** Shares one bus subscription a room among all sockets. */
export class RoomListeners {
  readonly #bus: Bus;
  readonly #rooms = new Map<string, Room>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Resolves once no change from now on is missed. The answer ends it. */
  async listen(projectId: string, roomId: string, listener: Listener): Promise<() => void> {
    const topic = roomTopic(projectId, roomId);
    const room = this.#rooms.get(topic) ?? this.#open(topic, projectId, roomId);
    room.listeners.add(listener);
    const end = () => {
      if (!room.listeners.delete(listener) || room.listeners.size > 0) return;
      if (this.#rooms.get(topic) === room) this.#rooms.delete(topic);
      room.attached.then((detach) => detach()).catch(() => {});
    };
    try {
      await room.attached;
      return end;
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Takes what a listener has read of a room. Who has left while it was read is taken for a member, and told of again. */
  learn(projectId: string, { roomId, members, complete }: RoomPresence): void {
    const known = this.#rooms.get(roomTopic(projectId, roomId))?.known;
    if (!complete) known?.clear();
    else for (const presence of members) if (!known?.has(presence.userId)) known?.set(presence.userId, presence);
  }

  /** Looks at every room that somebody listens to, and tells of changes that were missed. */
  async relearn(presences: Pick<Presences, 'get' | 'getRoom'>): Promise<void> {
    for (const room of [...this.#rooms.values()]) {
      room.heard = new Set();
      try {
        const { projectId, known, heard } = room;
        const read = await presences.getRoom(projectId, room.roomId);
        const there = new Set(read.members.map(({ userId }) => userId));
        const gone = [...known.keys()].filter((userId) => read.complete && !there.has(userId));
        const left = gone.length > 0 ? await presences.get(projectId, gone) : [];
        for (const presence of left) {
          if (!heard.has(presence.userId)) tell(room, { change: 'leave', presence, count: read.count });
        }
        for (const presence of read.members) {
          if (heard.has(presence.userId)) continue;
          const previous = known.get(presence.userId);
          if (previous && isSameSight(previous, presence)) continue;
          tell(room, { change: previous ? 'update' : 'join', presence, count: read.count });
        }
      } finally {
        room.heard = null;
      }
    }
  }

  #open(topic: string, projectId: string, roomId: string): Room {
    const room: Room = {
      ...{ projectId, roomId, listeners: new Set(), known: new Map(), heard: null },
      attached: this.#bus.subscribe(topic, (hint) => {
        if (hint.kind !== 'room') return;
        room.heard?.add(hint.presence.userId);
        tell(room, hint);
      }),
    };
    this.#rooms.set(topic, room);
    return room;
  }
}

function tell({ known, listeners }: Room, hint: RoomHint): void {
  const { change, presence, count } = hint;
  const was = known.has(presence.userId);
  if (count > SERVER_LIMITS.roomMembers) known.clear();
  else if (change === 'leave') known.delete(presence.userId);
  else known.set(presence.userId, presence);
  for (const listener of listeners) listener(hint, was);
}
