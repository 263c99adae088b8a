import type { Bus } from '../bus/bus.js';
import { type HintMessage, roomTopic } from '../bus/topics.js';

type RoomHint = Extract<HintMessage, { kind: 'room' }>;
type Listener = (hint: RoomHint) => void;

interface Room {
  listeners: Set<Listener>;
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
    const room = this.#rooms.get(topic) ?? this.#open(topic);
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

  #open(topic: string): Room {
    const listeners: Room['listeners'] = new Set();
    const attached = this.#bus.subscribe(topic, (hint) => {
      if (hint.kind === 'room') for (const listener of listeners) listener(hint);
    });
    const room = { listeners, attached };
    this.#rooms.set(topic, room);
    return room;
  }
}
