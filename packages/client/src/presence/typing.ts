import type { Ephemeral, RoomSignal } from '@pulse-io/protocol';
import type { Timers } from '../lib/timers.js';
import type { Http } from '../transport/http.js';
import type { PresenceBook } from './presence-state.js';
import type { RoomsDeps } from './rooms.js';

export interface TypingDeps
  extends Pick<RoomsDeps, 'clock' | 'connection' | 'self' | 'typingEveryMs' | 'Timers' | 'roomChannel'> {
  /** Sends what no socket can; null where nobody is told then. */
  readonly http: Http | null;
  readonly book: Pick<PresenceBook, 'typing' | 'touch'>;
  onChange(name: RoomSignal, userId: string, roomId: string): void;
}

/** Typing in rooms, or in chat channels, sent at most once in a while and heard until it ends by itself. */
export class Typing {
  readonly #deps: TypingDeps;
  /** By room and user, while typing is not to be sent again. */
  readonly #sent: Timers;
  /** By room and user, while somebody types: they end what no signal ends. */
  readonly #heard: Timers;

  constructor(deps: TypingDeps) {
    this.#deps = deps;
    this.#sent = new deps.Timers(deps.clock);
    this.#heard = new deps.Timers(deps.clock);
  }

  async start(roomId: string, userId?: string): Promise<void> {
    const key = keyOf(roomId, userId);
    if (this.#sent.has(key)) return;
    this.#sent.set(key, this.#deps.typingEveryMs, () => {});
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

  /** What a watched room was told goes there. */
  hear(roomId: string): (signal: Ephemeral) => void {
    return ({ type: signal, user, ttlMs }) => {
      // Whoever hears something else keeps it.
      const type = signal as RoomSignal;
      if (user === this.#deps.self()) return;
      const key = keyOf(roomId, user);
      this.#heard.end(key);
      if (type === 'typing_started') this.#heard.set(key, ttlMs, () => this.#show('typing_stopped', user, roomId));
      this.#show(type, user, roomId);
    };
  }

  /** Nobody hears the room any more. */
  forget(roomId: string): void {
    const { book } = this.#deps;
    for (const userId of book.typing.get(roomId) ?? []) this.#heard.end(keyOf(roomId, userId));
    if (book.typing.delete(roomId)) book.touch();
  }

  close(): void {
    this.#sent.endAll();
    this.#heard.endAll();
  }

  #show(type: RoomSignal, userId: string, roomId: string): void {
    const { book, onChange } = this.#deps;
    const users = book.typing.get(roomId) ?? [];
    if (users.includes(userId) === (type === 'typing_started')) return;
    const next = type === 'typing_started' ? [...users, userId] : users.filter((user) => user !== userId);
    if (next.length > 0) book.typing.set(roomId, next);
    else book.typing.delete(roomId);
    book.touch();
    onChange(type, userId, roomId);
  }

  async #send(roomId: string, userId: string | undefined, typing: boolean): Promise<void> {
    const { connection, http, self, roomChannel } = this.#deps;
    const channel = roomChannel(roomId);
    if (connection.canSignal(channel) && (userId === undefined || userId === self())) {
      try {
        return await connection.signal(channel, typing ? 'typing_started' : 'typing_stopped');
      } catch {
        // The socket may have gone in this moment; if it was refused, HTTP says so too.
      }
    }
    // Repeated later, it would no longer be true.
    await http?.call('setTyping', { body: { roomId, userId, typing } }, { once: true });
  }
}

const keyOf = (roomId: string, userId = ''): string => JSON.stringify([roomId, userId]);
