/** Closer than this, the reader is at the end: fractions of pixels and a border must not matter. */
const NEAR_PX = 8;

export interface ScrollPosition {
  readonly scrollOffset: number;
  readonly scrollSize: number;
  readonly viewportSize: number;
}

/**
 * Knows whether a list is to follow its end. Whoever is at the end stays there while rows are added and grow; only
 * scrolling back ends that, not what a list does to itself while it measures its rows.
 */
export class EndFollower {
  #following: boolean;
  #offset = 0;
  #size = 0;

  constructor(following: boolean) {
    this.#following = following;
  }

  get following(): boolean {
    return this.#following;
  }

  /** Takes a new position; true when that changed whether it follows. */
  move({ scrollOffset, scrollSize, viewportSize }: ScrollPosition): boolean {
    const before = this.#following;
    const near = scrollSize - viewportSize - scrollOffset <= NEAR_PX;
    if (near) this.#following = true;
    // A list that shrinks is pushed back by the browser: that is nobody's hand.
    else if (scrollOffset < this.#offset - 1 && scrollSize >= this.#size) this.#following = false;
    this.#offset = scrollOffset;
    this.#size = scrollSize;
    return this.#following !== before;
  }

  /** Follows from now on, or no longer; true when that is a change. */
  set(following: boolean): boolean {
    const changed = this.#following !== following;
    this.#following = following;
    return changed;
  }
}
