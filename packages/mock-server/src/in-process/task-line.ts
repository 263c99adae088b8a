import { nextTask } from './next-task.js';

/** Does one thing after another, each in a task of its own: one direction of a socket. */
export class TaskLine {
  readonly #waiting: (() => void | Promise<void>)[] = [];
  #busy = false;

  push(work: () => void | Promise<void>): void {
    this.#waiting.push(work);
    if (!this.#busy) this.#next();
  }

  #next(): void {
    const work = this.#waiting.shift();
    this.#busy = work !== undefined;
    if (!work) return;
    nextTask(async () => {
      try {
        await work();
      } finally {
        this.#next();
      }
    });
  }
}
