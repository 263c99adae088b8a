const KEPT = 4;

/** The last requests and frames of a case, for the message of its failure. */
export class Trace {
  readonly #lines: string[] = [];
  #dropped = 0;

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT) {
      this.#lines.shift();
      this.#dropped++;
    }
  }

  /** The oldest first; empty when nothing was sent. */
  toString(): string {
    const before = this.#dropped > 0 ? [`  … ${this.#dropped} before`] : [];
    return [...before, ...this.#lines.map((line) => `  ${line}`)].join('\n');
  }
}
