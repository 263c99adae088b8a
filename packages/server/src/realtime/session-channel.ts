import type { AnyEvent, ErrorCode } from '@pulse-io/protocol';
import type { Delivery } from './delivery.js';
import type { Outbox } from './outbox.js';
import { Scope } from './scope.js';

export interface SessionChannelOptions {
  sessionId: string;
  outbox: Outbox;
  /** The code with which an event ends the subscription; null for most. */
  endOf(event: AnyEvent): ErrorCode | null;
  /** The server ends the subscription. */
  onEnd(code: ErrorCode): void;
}

/** A channel as one socket subscribes to it: what is delivered before the answer waits for it. */
export class SessionChannel extends Scope {
  readonly #options: SessionChannelOptions;
  #held: Delivery[] | null = [];

  constructor(options: SessionChannelOptions) {
    super();
    this.#options = options;
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
    const { sessionId, outbox, endOf, onEnd } = this.#options;
    // A retryable code tells the client to subscribe anew; it learns then that nothing was recovered.
    if (delivery.kind === 'lost') onEnd('unavailable');
    else if (delivery.kind === 'ephemeral') {
      if (delivery.from !== sessionId) outbox.sendDroppable(delivery.text);
    } else {
      outbox.sendText(delivery.text);
      const code = endOf(delivery.event as AnyEvent);
      if (code) onEnd(code);
    }
  }
}
