import type { Presence } from '@pulse-io/protocol';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { again } from './again.js';
import type { Session } from './session.js';

/** The users whose presence this socket is told: one set, which every `watch` replaces, asserted on every socket. */
export class WatchedUsers {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onAnswer: (presences: readonly Presence[]) => void;
  #users: readonly string[] = [];
  #session: Session | null = null;
  #latest = 0;
  settled = true;

  constructor(clock: Clock, logger: Logger, onAnswer: (presences: readonly Presence[]) => void) {
    this.#clock = clock;
    this.#logger = logger;
    this.#onAnswer = onAnswer;
  }

  set(users: readonly string[]): void {
    this.#users = users;
    this.#ask();
  }

  attach(session: Session): void {
    this.#session = session;
    this.settled = true;
    if (this.#users.length > 0) this.#ask();
  }

  detach(): void {
    this.#session = null;
  }

  #ask(): void {
    const session = this.#session;
    if (!session) return;
    const ask = ++this.#latest;
    this.settled = false;
    session.request(
      'watch',
      { users: [...this.#users] },
      {
        ok: ({ presence }) => {
          if (ask !== this.#latest) return;
          this.settled = true;
          this.#onAnswer(presence);
        },
        err: (error) => {
          if (ask !== this.#latest || again(error, session, this.#clock, () => ask === this.#latest && this.#ask()))
            return;
          this.settled = true;
          this.#logger.error('Pulse: these users cannot be watched.', error);
          this.#onAnswer([]);
        },
      },
    );
  }
}
