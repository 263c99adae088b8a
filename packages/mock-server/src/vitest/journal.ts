import { describeEvent } from '../events/describe-event.js';
import type { MockEvent } from '../events/mock-event.js';

const SHOWN = 25;

interface Line {
  /** Milliseconds by the mock's clock. */
  at: number;
  /** Put into words when they are asked for: of most tests nobody does. */
  entry: MockEvent | string;
}

/** What happened in a test, at the mock and in what was logged, for the error of one that fails. */
export class Journal {
  readonly #now: () => number;
  readonly #began: number;
  readonly #lines: Line[] = [];
  #dropped = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#began = now();
  }

  add(entry: MockEvent | string): void {
    if (this.#lines.push({ at: this.#now(), entry }) <= SHOWN) return;
    this.#lines.shift();
    this.#dropped++;
  }

  /** The last of it, a line each. */
  describe(): string {
    const { length } = this.#lines;
    if (length === 0) return 'nothing happened at it';
    const lines = this.#lines.map(({ at, entry }) => {
      const ms = Math.round(at - this.#began);
      return `  ${`${ms < 0 ? '' : '+'}${ms} ms`.padStart(9)}  ${typeof entry === 'string' ? entry : describeEvent(entry)}`;
    });
    const of = this.#dropped > 0 ? `the last ${length} of ${length + this.#dropped}` : 'all';
    return `${of} that happened at it, by its clock:\n${lines.join('\n')}`;
  }
}
