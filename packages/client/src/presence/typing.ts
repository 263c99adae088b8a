import { type Ephemeral, roomChannel, TIMING } from '@pulse-io/protocol';
import type { Clock } from '../lib/clock.js';
import type { Connection } from '../transport/connection.js';
import type { Http } from '../transport/http.js';
import type { PresenceBook } from './presence-state.js';

/** Above it, what was sent too long ago to matter is forgotten. */
const REMEMBERED = 1_000;

export interface TypingDeps {
  readonly clock: Clock;
  readonly http: Http;
  readonly connection: Connection;
  readonly book: PresenceBook;
  /** The caller's own user, whose typing it is not told of. */
  self(): string | undefined;
  onChange(name: 'typing_started' | 'typing_stopped', userId: string, roomId: string): void;
}

/** Typing, sent at most once in a while and heard until it ends by itself. */
export class Typing {
  readonly #deps: TypingDeps;
  /** When typing was last sent, by room and user. */
  readonly #sent = new Map<string, number>();
  /** Ends typing that no signal ended, by room and user. */
  readonly #timers = new Map<string, unknown>();

  constructor(deps: TypingDeps) {
    this.#deps = deps;
  }

  async start(roomId: string, userId?: string): Promise<void> {
    const key = keyOf(roomId, userId);
    const now = this.#deps.clock.now();
    if (now < (this.#sent.get(key) ?? 0) + TIMING.typingEveryMs) return;
    this.#sent.set(key, now);
    if (this.#sent.size > REMEMBERED) {
      for (const [old, at] of this.#sent) if (now - at >= TIMING.typingEveryMs) this.#sent.delete(old);
    }
    try {
      await this.#send(roomId, userId, true);
    } catch (error) {
      this.#sent.delete(key);
      throw error;
    }
  }

  stop(roomId: string, userId?: string): Promise<void> {
    this.#sent.delete(keyOf(roomId, userId));
    return this.#send(roomId, userId, false);
  }

  /** Hears a room; returns the function that ends it. */
  watch(roomId: string): () => void {
    const { connection } = this.#deps;
    return connection.subscribe(roomChannel(roomId), { onSignal: (signal) => this.#hear(roomId, signal) });
  }

  /** Nobody hears the room any more. */
  forget(roomId: string): void {
    for (const userId of this.#deps.book.state.getSnapshot().typing[roomId] ?? []) this.#end(roomId, userId);
  }

  close(): void {
    for (const timer of this.#timers.values()) this.#deps.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #hear(roomId: string, { type, user, ttlMs }: Ephemeral): void {
    const { book, clock, onChange, self } = this.#deps;
    if (user === self()) return;
    if (type === 'typing_stopped') {
      if (this.#end(roomId, user)) onChange(type, user, roomId);
      return;
    }
    const key = keyOf(roomId, user);
    clock.clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      clock.setTimeout(() => this.#end(roomId, user) && onChange('typing_stopped', user, roomId), ttlMs),
    );
    if (book.setTyping(roomId, user, true)) onChange(type, user, roomId);
  }

  #end(roomId: string, userId: string): boolean {
    const key = keyOf(roomId, userId);
    this.#deps.clock.clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    return this.#deps.book.setTyping(roomId, userId, false);
  }

  async #send(roomId: string, userId: string | undefined, typing: boolean): Promise<void> {
    const { connection, http, self } = this.#deps;
    if (connection.canSignal(roomChannel(roomId)) && (userId === undefined || userId === self())) {
      const type = typing ? 'typing_started' : 'typing_stopped';
      try {
        return await connection.signal(roomChannel(roomId), type);
      } catch {
        // The socket may have gone in this moment; if it was refused, HTTP says so too.
      }
    }
    // Repeated later, it would no longer be true.
    await http.call('setTyping', { body: { roomId, userId, typing } }, { maxRetries: 0 });
  }
}

const keyOf = (roomId: string, userId = ''): string => JSON.stringify([roomId, userId]);
