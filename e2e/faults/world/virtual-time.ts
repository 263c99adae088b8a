import { setImmediate } from 'node:timers/promises';

interface Event {
  at: number;
  run(): void;
}

/** Turns of the event loop given to promises after each event; nothing of ours but cryptography needs more. */
const TURNS = 2;
/** Work outside of virtual time that takes more turns than that hangs. */
const LONGEST_WORK = 200_000;

/**
 * Time as a list of events: one happens after another, each comes to its end before the next, and those of one
 * instant go in the order in which they were planned. What is seeded so runs the same way each time.
 */
export class VirtualTime {
  now = Date.UTC(2026, 0, 1);
  readonly #events: Event[] = [];
  #working = 0;

  /** Plans an event, at a whole millisecond as clocks tell it; the answer calls it off. */
  schedule(ms: number, run: () => void): () => void {
    const event = { at: this.now + Math.max(0, Math.ceil(ms)), run };
    const later = this.#events.findIndex(({ at }) => at > event.at);
    this.#events.splice(later < 0 ? this.#events.length : later, 0, event);
    return () => {
      const at = this.#events.indexOf(event);
      if (at >= 0) this.#events.splice(at, 1);
    };
  }

  /** Work that needs real time, such as cryptography: nothing else happens until the answer is called. */
  work(): () => void {
    let running = true;
    this.#working++;
    return () => {
      if (running) this.#working--;
      running = false;
    };
  }

  /** Lets everything run that is ready. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS || this.#working > 0; turn++) {
      if (turn > LONGEST_WORK) throw new Error('The server works on something that does not end.');
      await setImmediate();
    }
  }

  /** Moves on, event by event. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settle();
    for (;;) {
      const next = this.#events[0];
      if (!next || next.at > end) break;
      this.#events.shift();
      this.now = next.at;
      next.run();
      await this.settle();
    }
    this.now = end;
  }
}
