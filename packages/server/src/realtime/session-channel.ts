import type { Delivery } from './delivery.js';
import type { Outbox } from './outbox.js';
import { Scope } from './scope.js';

/** A channel as one socket subscribes to it: what is delivered before the answer waits for it. */
export class SessionChannel extends Scope {
  readonly #sessionId: string;
  readonly #outbox: Outbox;
  readonly #onLost: () => void;
  #held: Delivery[] | null = [];

  constructor(sessionId: string, outbox: Outbox, onLost: () => void) {
    super();
    this.#sessionId = sessionId;
    this.#outbox = outbox;
    this.#onLost = onLost;
  }

  readonly deliver = (delivery: Delivery): void => {
    if (this.ended) return;
    if (!this.#held) this.#pass(delivery);
    else if (delivery.kind !== 'ephemeral') this.#held.push(delivery);
  };

  /** The answer is out: passes on what waited, and all that comes. */
  start(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const delivery of held) if (!this.ended) this.#pass(delivery);
  }

  #pass(delivery: Delivery): void {
    if (delivery.kind === 'lost') this.#onLost();
    else if (delivery.kind === 'event') this.#outbox.sendText(delivery.text);
    else if (delivery.from !== this.#sessionId) this.#outbox.sendDroppable(delivery.text);
  }
}
