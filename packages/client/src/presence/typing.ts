import { type Ephemeral, type RoomSignal, roomChannel, TIMING } from '@pulse-io/protocol';
import type { Clock } from '../lib/clock.js';
import { Timers } from '../lib/timers.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import type { PresenceBook } from './presence-state.js';

export interface TypingDeps {
  readonly clock: Clock;
  readonly http: Http;
  readonly connection: Connection;
  readonly book: PresenceBook;
  /** The caller's own user, whose typing it is not told of. */
  self(): string | undefined;
  onChange(name: RoomSignal, userId: string, roomId: string): void;
}

/** Typing, sent at most once in a while and heard until it ends by itself. */
export class Typing {
  readonly #deps: TypingDeps;
  /** By room and user, while typing is not to be sent again. */
  readonly #sent: Timers;
  /** By room and user, while somebody types: they end what no signal ends. */
  readonly #heard: Timers;

  constructor(deps: TypingDeps) {
    this.#deps = deps;
    this.#sent = new Timers(deps.clock);
    this.#heard = new Timers(deps.clock);
  }

  async start(roomId: string, userId?: string): Promise<void> {
    const key = keyOf(roomId, userId);
    if (this.#sent.has(key)) return;
    this.#sent.set(key, TIMING.typingEveryMs, () => {});
    try {
      await this.#send(roomId, userId, true);
    } catch (error) {
      this.#sent.end(key);
      throw error;
    }
  }

  stop(roomId: string, userId?: string): Promise<void> {
    this.#sent.end(keyOf(roomId, userId));
    return this.#send(roomId, userId, false);
  }

  /** Hears a room; returns the function that ends it. */
  watch(roomId: string): () => void {
    const { connection } = this.#deps;
    return connection.subscribe(roomChannel(roomId), { onSignal: (signal) => this.#hear(roomId, signal) });
  }

  /** Nobody hears the room any more. */
  forget(roomId: string): void {
    const { book } = this.#deps;
    for (const userId of book.state.getSnapshot().typing[roomId] ?? []) {
      this.#heard.end(keyOf(roomId, userId));
      book.setTyping(roomId, userId, false);
    }
  }

  close(): void {
    this.#sent.endAll();
    this.#heard.endAll();
  }

  #hear(roomId: string, { type: signal, user, ttlMs }: Ephemeral): void {
    // Rooms carry nothing else.
    const type = signal as RoomSignal;
    if (user === this.#deps.self()) return;
    const key = keyOf(roomId, user);
    this.#heard.end(key);
    if (type === 'typing_started') this.#heard.set(key, ttlMs, () => this.#show('typing_stopped', user, roomId));
    this.#show(type, user, roomId);
  }

  #show(type: RoomSignal, userId: string, roomId: string): void {
    const { book, onChange } = this.#deps;
    if (book.setTyping(roomId, userId, type === 'typing_started')) onChange(type, userId, roomId);
  }

  async #send(roomId: string, userId: string | undefined, typing: boolean): Promise<void> {
    const { connection, http, self } = this.#deps;
    const channel = roomChannel(roomId);
    if (connection.canSignal(channel) && (userId === undefined || userId === self())) {
      try {
        return await connection.signal(channel, typing ? 'typing_started' : 'typing_stopped');
      } catch {
        // The socket may have gone in this moment; if it was refused, HTTP says so too.
      }
    }
    // Repeated later, it would no longer be true.
    await http.call('setTyping', { body: { roomId, userId, typing } }, { once: true });
  }
}

const keyOf = (roomId: string, userId = ''): string => JSON.stringify([roomId, userId]);
