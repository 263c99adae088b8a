import type { AnyEvent, Ephemeral, Position, PresenceDiff, SubscribeOk } from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import { trace } from '../trace.js';
import type { Subscriptions } from './subscriptions.js';

/** What a subscriber of a channel is told. */
export interface Subscriber {
  /** The subscription stands: after `offset` no event is missed. */
  onReady?(offset: number): void;
  /** In order, without a gap and once each. */
  onEvent?(event: AnyEvent): void;
  /** Events were missed for good: what was read before has to be read again. */
  onResync?(): void;
  onSignal?(signal: Ephemeral): void;
  onPresence?(diff: PresenceDiff): void;
  /** Who is in the room, as it is asked for with each `sub` where there is such a subscriber when the channel opens. */
  onMembers?(answer: SubscribeOk): void;
  /** The subscription ended, or the connection failed. */
  onError?(error: PulseError): unknown;
}

/**
 * One channel as this client sees it: who listens, and up to which offset events were applied. Events that come
 * while an answer of `sub` is awaited are held back, so that those of the answer go first.
 */
export class Channel {
  readonly owner: Subscriptions;
  readonly name: string;
  readonly subscribers = new Set<Subscriber>();
  position: Position | null = null;
  #held: AnyEvent[] | null = [];

  constructor(name: string, owner: Subscriptions) {
    this.owner = owner;
    this.name = name;
  }

  /** True while an answer of `sub` is awaited, or there is no socket. */
  get pending(): boolean {
    return this.#held !== null;
  }

  /** A `sub` is about to be sent, or will be with the next socket. */
  hold(): void {
    this.#held ??= [];
  }

  /** Applies the answer of `sub`; false when a gap is left and `sub` has to be sent again. */
  confirm(answer: SubscribeOk): boolean {
    const { epoch, offset, recovered, events } = answer;
    const before = this.position;
    const held = this.#held ?? [];
    this.#held = null;
    const continued = recovered && before?.epoch === epoch;
    if (continued) for (const event of events) this.accept(event);
    this.position = { epoch, offset: continued ? Math.max(this.position?.offset ?? 0, offset) : offset };
    if (!before) this.tell((subscriber) => subscriber.onReady?.(offset));
    else if (!continued) this.tell((subscriber) => subscriber.onResync?.());
    this.tell((subscriber) => subscriber.onMembers?.(answer));
    return held.every((event) => this.accept(event));
  }

  /** Takes an event; false when others are missing before it. */
  accept(event: AnyEvent): boolean {
    if (this.#held) {
      this.#held.push(event);
      return true;
    }
    const { epoch, offset } = this.position ?? event;
    if (event.epoch !== epoch) return false;
    if (event.offset <= offset) return true;
    if (event.offset !== offset + 1) return false;
    this.position = { epoch, offset: event.offset };
    trace.heard?.(this.owner, event);
    this.tell((subscriber) => subscriber.onEvent?.(event));
    return true;
  }

  tell(what: (subscriber: Subscriber) => void): void {
    for (const subscriber of [...this.subscribers]) what(subscriber);
  }
}
