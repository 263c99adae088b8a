/** After the last user is gone, so that StrictMode and a change of page begin nothing anew. */
const GRACE_MS = 1_000;

interface Ending {
  endNow(): void;
}

const running = new WeakMap<object, Set<Ending>>();

/** Something that components use together: begun with the first of them, ended a moment after the last. */
export class Lease<Held> {
  readonly #owner: object;
  readonly #begin: () => Held;
  readonly #end: (held: Held) => void;
  #held: { it: Held } | null = null;
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `owner`: with it everything ends. */
  constructor(owner: object, begin: () => Held, end: (held: Held) => void) {
    this.#owner = owner;
    this.#begin = begin;
    this.#end = end;
  }

  get used(): boolean {
    return this.#held !== null;
  }

  /** What is held; null where it has not begun. */
  peek(): Held | null {
    return this.#held?.it ?? null;
  }

  /** Begins it where it has not begun; returns the function that lets go, which is to be called once. */
  hold(): () => void {
    this.#users++;
    clearTimeout(this.#timer);
    if (!this.#held) {
      this.#held = { it: this.#begin() };
      const others = running.get(this.#owner) ?? new Set();
      running.set(this.#owner, others.add(this));
    }
    return () => {
      if (--this.#users === 0) this.#timer = setTimeout(() => this.endNow(), GRACE_MS);
    };
  }

  /** For a single call. */
  use(): Held {
    const release = this.hold();
    release();
    return (this.#held as { it: Held }).it;
  }

  endNow(): void {
    clearTimeout(this.#timer);
    running.get(this.#owner)?.delete(this);
    const held = this.#held;
    this.#held = null;
    if (held) this.#end(held.it);
  }
}

/** Ends all that goes with an owner, at once. */
export function endLeases(owner: object): void {
  for (const lease of running.get(owner) ?? []) lease.endNow();
}
