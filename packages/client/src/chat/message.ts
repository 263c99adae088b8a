import type {
  Message as WireMessage,
  NewMessage as WireNewMessage,
  MessageUpdate as WireUpdate,
} from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import type { CustomData, DefaultTypes, PulseTypes, WithCustom } from '../pulse-types.js';

/** A message as the server has it; its `custom` is taken to be what the app has typed. */
export interface Message<Types extends PulseTypes = DefaultTypes> extends Omit<WireMessage, 'custom'> {
  custom: CustomData<Types, 'message'>;
}

/** What `sendMessage` takes; `custom` may be left out where none of its members is required. */
export type NewMessage<Types extends PulseTypes = DefaultTypes> = Omit<WireNewMessage, 'custom'> &
  WithCustom<CustomData<Types, 'message'>>;

/** What `editMessage` takes; what is left out stays. */
export interface MessageUpdate<Types extends PulseTypes = DefaultTypes> extends Omit<WireUpdate, 'custom'> {
  custom?: CustomData<Types, 'message'> | undefined;
}

/**
 * - `pending`: on its way
 * - `unconfirmed`: it went out and no answer came, so the server may have it; it is sent again until that is known
 * - `failed`: the server did not take it: `retry` or `discard` it
 * - `sent`: the server has it
 */
export type MessageStatus = 'pending' | 'unconfirmed' | 'failed' | 'sent';

/** A message with how far it has come; edits, reactions and the like show in it before they are answered. */
export interface MessageRow<Types extends PulseTypes = DefaultTypes> extends Message<Types> {
  readonly status: MessageStatus;
  /** Why it failed; of `slow_mode`, `retryAfterMs` says when to `retry`. */
  readonly error?: PulseError;
}
