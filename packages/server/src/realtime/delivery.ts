import type { AnyEvent, ChannelEvent, Position } from '@pulse-io/protocol';

/** What the hub hands to a subscriber. `text` is the whole frame, encoded once for all. */
export type Delivery =
  | { kind: 'event'; event: ChannelEvent; text: string }
  | { kind: 'ephemeral'; from: string | null; text: string }
  /** Events were purged before they could be read: the subscription has ended, subscribe anew and query again. */
  | { kind: 'lost' };

/** Called in the channel's order. Must not throw and must not write. */
export type Deliver = (delivery: Delivery) => void;

/** Where a subscriber starts; what comes later is delivered from `offset` + 1 on, without a hole or a repeat. */
export interface Subscription extends Position {
  /** True when `events` are all that came since the position asked for. */
  recovered: boolean;
  events: AnyEvent[];
  unsubscribe(): void;
}
