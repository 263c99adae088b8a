import type { Operation, RequestOf } from '@pulse-io/protocol';
import type { PulseErrorDetails } from '../errors.js';

/**
 * ```
 *   pending ──goes out──▶ sending ──answered──▶ (gone)
 *                           │  │                  ▲
 *                           │  └──no answer──▶ unconfirmed ──answered, or its event came
 *                           └──refused──▶ failed ◀──refused──┘
 *                                           └──retry──▶ unconfirmed or pending
 * ```
 * - `pending`: it has not gone out
 * - `sending`: it goes out for the first time
 * - `unconfirmed`: it went out and no answer came, so the server may have it; it is sent again under its key
 * - `failed`: the server refused it
 */
export type OutboxState = 'pending' | 'sending' | 'unconfirmed' | 'failed';

interface EntryOf<Op extends Operation> {
  /** Also the idempotency key. */
  readonly id: string;
  /** Entries of one lane go out in order, each after the one before was answered. */
  readonly lane: string;
  readonly operation: Op;
  readonly request: RequestOf<Op>;
  /** In milliseconds since 1970, and above that of every entry before it: the order of the lane. */
  readonly createdAt: number;
  readonly state: OutboxState;
  /** Whether it stays when it is refused, to be sent once more or discarded. */
  readonly keep: boolean;
  /** Why it failed. */
  readonly error?: PulseErrorDetails | undefined;
}

/** A write that the server has not answered, as plain JSON. */
export type OutboxEntry = { [Op in Operation]: EntryOf<Op> }[Operation];
