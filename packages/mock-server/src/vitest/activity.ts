import { nextTask } from '../in-process/next-task.js';

// Taken before a test may replace them by fakes.
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Turns of the event loop in which nothing happens, before all counts as having arrived. */
const TURNS = 8;
/** What is not answered after so long a silence, and so many rounds, waits for the clock or will never be answered. */
const PARKED_MS = 10;
const PARKED_ROUNDS = 5;
/** Whoever never falls silent is not waited for. */
const LONGEST_MS = 1_000;

/** What is hashed takes its turn behind what waits for a thread already. */
const NOTHING = new Uint8Array();

export interface SettleOptions {
  /** Whether calls over HTTP that are not answered are waited for, as long as something may answer them. */
  untilAnswered: boolean;
}

/** What is under way between clients and a mock, so that a test can wait until nothing is. */
export class Activity {
  readonly #turnMs: number;
  #happened = 0;
  #calls = 0;
  #asked = 0;

  /** How long a turn lasts: 0 where all of it is in this process, and a little where sockets are between. */
  constructor(turnMs: number) {
    this.#turnMs = turnMs;
  }

  /** Calls that have been sent and not answered. */
  get calls(): number {
    return this.#calls;
  }

  note(): void {
    this.#happened++;
  }

  /** A question has gone over a socket. */
  asked(): void {
    this.#asked++;
    this.note();
  }

  /** Such questions have their answer, or will have none. */
  answered(questions: number): void {
    this.#asked -= questions;
    this.note();
  }

  /** Counts a call until it has ended. */
  async during<T>(call: Promise<T>): Promise<T> {
    this.#calls++;
    this.note();
    try {
      return await call;
    } finally {
      this.#calls--;
      this.note();
    }
  }

  /** Waits until everything under way has arrived; false where something was still not answered. */
  async settle({ untilAnswered }: SettleOptions): Promise<boolean> {
    const began = now();
    let silentSince = began;
    let silentRounds = 0;
    while (now() - began < LONGEST_MS) {
      const seen = this.#happened;
      await this.#round();
      if (this.#happened !== seen) {
        silentSince = now();
        silentRounds = 0;
        continue;
      }
      if (this.#calls === 0 && this.#asked === 0) return true;
      const parked = ++silentRounds >= PARKED_ROUNDS && now() - silentSince >= PARKED_MS;
      if (parked && (this.#calls === 0 || !untilAnswered)) return true;
      await this.#turn(1);
    }
    return false;
  }

  /** Lets all run that is ready: in the event loop, and behind it where tokens are checked. */
  async #round(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await this.#turn(this.#turnMs);
    if (this.#asked + this.#calls > 0) await crypto.subtle.digest('SHA-256', NOTHING);
  }

  #turn(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (ms === 0) nextTask(resolve);
      else setTimeout(resolve, ms);
    });
  }
}
