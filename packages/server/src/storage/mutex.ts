/** Lets one holder in at a time, in the order they came. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn; the answer lets the next one in. */
  lock(): Promise<() => void> {
    let unlock: () => void = () => {};
    const before = this.#tail;
    this.#tail = new Promise((resolve) => {
      unlock = resolve;
    });
    return before.then(() => unlock);
  }
}
