import type { Attachment } from '@pulse-io/protocol';
import type { PulseError } from '../errors.js';
import { late } from '../lib/late.js';
import { type ReadableState, Store } from '../lib/store.js';
import type { DefaultTypes, PulseTypes } from '../pulse-types.js';
import type { CallOptions } from '../transport/call-options.js';
import type { ChatChannel } from './chat-channel.js';
import type { HandleDeps } from './chat-deps.js';
import type { Message, NewMessage } from './message.js';

/** A file that goes with the message. */
export interface ComposerAttachment {
  readonly id: string;
  readonly name: string;
  /** Of its upload, 0–1. */
  readonly progress: number;
  readonly status: 'uploading' | 'ready' | 'failed';
  /** Why it failed. */
  readonly error: PulseError | null;
  /** What the message will hold; null until it is uploaded. */
  readonly attachment: Attachment | null;
}

export interface ComposerState {
  readonly text: string;
  readonly attachments: readonly ComposerAttachment[];
  /** The id of the message that this one answers. */
  readonly replyTo: string | null;
  /** There is a text or a file, and every file is uploaded. */
  readonly canSend: boolean;
}

export interface ComposerOptions {
  /** Writes into the thread of this message; its draft is not kept. */
  parentId?: string | undefined;
}

export interface ComposerVerbs<Types extends PulseTypes = DefaultTypes> {
  /** Shows the draft, while nothing was written yet; begins by itself. */
  restore(): Promise<void>;
  /** Shows the text, tells the others that the user types, and keeps the draft a second later. */
  setText(text: string): void;
  /** Uploads a file; resolves when it is `ready` or `failed`. */
  attach(file: Blob, name?: string): Promise<void>;
  /** Takes a file out, and ends its upload. */
  removeAttachment(id: string): void;
  /** Uploads a failed file again. */
  retryAttachment(id: string): Promise<void>;
  /** The message that this one answers; null for none. */
  setReplyTo(messageId: string | null): void;
  /**
   * Sends what is there and begins anew; resolves as `sendMessage` does. Rejects with `invalid_request` where there is
   * nothing to send, or a file that is not uploaded.
   */
  send(
    more?: Omit<NewMessage<Types>, 'text' | 'attachments' | 'replyTo' | 'parentId'>,
    options?: CallOptions,
  ): Promise<Message<Types>>;
  /** Keeps the draft, and ends uploads and timers. */
  close(): void;
}

/** What the user is about to send: text, files and the message that it answers; kept as a draft, on every device. */
export interface Composer<Types extends PulseTypes = DefaultTypes> extends ComposerVerbs<Types> {
  readonly state: ReadableState<ComposerState>;
}

export const COMPOSER_VERBS = 'restore setText attach removeAttachment retryAttachment setReplyTo send close';

const NOTHING_WRITTEN: ComposerState = { text: '', attachments: [], replyTo: null, canSend: false };

export function openComposer(channel: ChatChannel, options: ComposerOptions, deps: HandleDeps): Composer {
  const state = new Store(NOTHING_WRITTEN, deps.config.logger);
  const verbs = late(COMPOSER_VERBS, async () => (await deps.load()).composer(channel, options, state));
  void verbs.restore();
  return { state, ...verbs };
}
