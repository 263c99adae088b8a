import type { Clock } from '@pulse-io/server';
import type { FrameFault } from '../faults/fault-schema.js';

const DEFAULT_MS = 200;

/** The way of frames to a client, where faults can lose, repeat, reorder, delay and cut them. */
export class FrameLine {
  readonly #send: (text: string) => void;
  readonly #clock: Clock;
  /** Sent behind the next frame. */
  #held: { text: string; cancel: () => void } | null = null;
  /** What waits behind a delayed frame, in its order. */
  #waiting: string[] | null = null;
  #cancel: () => void = () => {};

  constructor(clock: Clock, send: (text: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  push(text: string, fault: FrameFault | undefined): void {
    switch (fault?.effect) {
      case 'lose':
        return;
      case 'repeat':
        this.#pass(text);
        this.#pass(text);
        return;
      case 'truncate':
        this.#pass(text.slice(0, text.length >> 1));
        return;
      case 'reorder':
        this.#release();
        this.#held = { text, cancel: this.#clock.setTimeout(() => this.#release(), fault.ms ?? DEFAULT_MS) };
        return;
      case 'delay':
        if (!this.#waiting) {
          this.#waiting = [];
          this.#cancel = this.#clock.setTimeout(() => this.#flush(), fault.ms ?? DEFAULT_MS);
        }
        this.#pass(text);
        return;
      default:
        this.#pass(text);
    }
  }

  /** Nothing is sent any more. */
  end(): void {
    this.#held?.cancel();
    this.#cancel();
    this.#held = null;
    this.#waiting = [];
  }

  /** Sends what is held back: a socket that closes in order has sent everything before. */
  drain(): void {
    this.#release();
    this.#cancel();
    this.#flush();
  }

  #pass(text: string): void {
    if (this.#waiting) this.#waiting.push(text);
    else this.#send(text);
    this.#release();
  }

  #release(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    held.cancel();
    this.#pass(held.text);
  }

  #flush(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const text of waiting) this.#send(text);
  }
}
