import { TIMING } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';

/** A ping that has no pong by then means that nobody is there. */
export const PONG_MS = 10_000;

/** Pings every TIMING.pingMs and reports a peer that does not answer. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ping: () => void;
  readonly #onDead: () => void;
  #cancelPing: () => void = () => {};
  #cancelDeath: () => void = () => {};

  constructor(clock: Clock, { ping, onDead }: { ping(): void; onDead(): void }) {
    this.#clock = clock;
    this.#ping = ping;
    this.#onDead = onDead;
  }

  start(): void {
    this.#cancelPing = this.#clock.setTimeout(() => {
      this.#cancelDeath();
      this.#cancelDeath = this.#clock.setTimeout(this.#onDead, PONG_MS);
      this.start();
      this.#ping();
    }, TIMING.pingMs);
  }

  pong(): void {
    this.#cancelDeath();
  }

  stop(): void {
    this.#cancelPing();
    this.#cancelDeath();
  }
}
