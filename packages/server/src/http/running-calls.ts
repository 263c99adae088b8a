import { ApiError } from '../api-error.js';

/** Counts calls, so that a backend can end without cutting them off. */
export class RunningCalls {
  #running = 0;
  #closing = false;
  #onIdle: () => void = () => {};

  /** Throws `unavailable` once the end has begun. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing) {
      throw new ApiError('unavailable', 'The server is shutting down; call again in a moment.', {
        retryAfterSeconds: 1,
      });
    }
    this.#running++;
    try {
      return await call();
    } finally {
      if (--this.#running === 0) this.#onIdle();
    }
  }

  /** Takes no more calls and resolves when those that run have ended. */
  close(): Promise<void> {
    this.#closing = true;
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      if (this.#running === 0) resolve();
    });
  }
}
