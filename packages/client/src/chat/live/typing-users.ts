import type { Ephemeral } from '@pulse-io/protocol';
import { Typing } from '../../presence/typing.js';
import type { ChatKit } from './chat-kit.js';

/** Who types in a channel, and telling it that the user does. */
export class TypingUsers {
  readonly #id: string;
  readonly #channel: string;
  readonly #typing: Typing;

  /** `onChange` is told who types now. */
  constructor(kit: ChatKit, id: string, onChange: (users: readonly string[]) => void) {
    const { config, connection, self, chatChannel, Timers, typingEveryMs } = kit;
    const typing = new Map<string, readonly string[]>();
    this.#id = id;
    this.#channel = chatChannel(id);
    this.#typing = new Typing({
      ...{ clock: config.clock, connection, self, Timers, typingEveryMs, roomChannel: chatChannel, http: null },
      book: { typing, touch: () => onChange(typing.get(id) ?? []) },
      onChange() {},
    });
  }

  start(): Promise<void> {
    return this.#typing.start(this.#id);
  }

  stop(): Promise<void> {
    return this.#typing.stop(this.#id);
  }

  hear(signal: Ephemeral): void {
    this.#typing.hear(this.#id)(signal);
  }

  /** What a user was typing came. */
  end(user: string): void {
    this.hear({ ch: this.#channel, type: 'typing_stopped', user, data: {}, ttlMs: 0 });
  }

  /** Nobody hears the channel any more. */
  forget(): void {
    this.#typing.forget(this.#id);
  }
}
