/** What waits for its time; the heap keeps `heapIndex`, -1 while it is not in one. */
export interface Expiring {
  due: number;
  heapIndex: number;
}

/** A binary heap by due time that knows where each item stands, so that one item takes one place. */
export class ExpiryHeap<Item extends Expiring> {
  readonly #items: Item[] = [];

  /** The item that is due first. */
  get first(): Item | undefined {
    return this.#items[0];
  }

  get size(): number {
    return this.#items.length;
  }

  /** Puts an item in, or moves it when it is in already. */
  put(item: Item, due: number): void {
    item.due = due;
    if (item.heapIndex < 0) {
      item.heapIndex = this.#items.length;
      this.#items.push(item);
    }
    this.#settle(item);
  }

  remove(item: Item): void {
    const index = item.heapIndex;
    if (index < 0) return;
    item.heapIndex = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#place(last, index);
    this.#settle(last);
  }

  #place(item: Item, index: number): void {
    this.#items[index] = item;
    item.heapIndex = index;
  }

  #settle(item: Item): void {
    for (;;) {
      const parent = this.#items[(item.heapIndex - 1) >> 1];
      if (!parent || item.heapIndex === 0 || parent.due <= item.due) break;
      this.#swap(item, parent);
    }
    for (;;) {
      const left = this.#items[2 * item.heapIndex + 1];
      const right = this.#items[2 * item.heapIndex + 2];
      const child = left && right && right.due < left.due ? right : left;
      if (!child || item.due <= child.due) break;
      this.#swap(child, item);
    }
  }

  #swap(up: Item, down: Item): void {
    const from = up.heapIndex;
    this.#place(up, down.heapIndex);
    this.#place(down, from);
  }
}
