import type { ServerFrame } from '@pulse-io/protocol';
import type { Socket } from './socket.js';

/** Above this, ephemerals are dropped and presence waits: what was stored goes first. */
export const CONGESTED_BYTES = 256 * 1024;
/** Above this the consumer is too slow to be served. */
export const SLOW_BYTES = 1024 * 1024;

/** A socket's way out, which keeps a slow consumer from filling the memory. */
export class Outbox {
  readonly #socket: Socket;
  readonly #onSlow: () => void;

  constructor(socket: Socket, onSlow: () => void) {
    this.#socket = socket;
    this.#onSlow = onSlow;
  }

  get congested(): boolean {
    return this.#socket.bufferedAmount > CONGESTED_BYTES;
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends a frame that is encoded already, unless the consumer is too slow. */
  sendText(text: string): void {
    if (this.#socket.bufferedAmount > SLOW_BYTES) {
      this.#onSlow();
      return;
    }
    try {
      this.#socket.send(text);
    } catch {
      // A socket that is just closing may refuse; its owner reports the end by itself.
    }
  }

  /** Sends what may be lost: not at all while the consumer lags. */
  sendDroppable(text: string): void {
    if (!this.congested) this.sendText(text);
  }

  close(code: number, reason: string): void {
    try {
      this.#socket.close(code, reason);
    } catch {
      // Closed already.
    }
  }
}
