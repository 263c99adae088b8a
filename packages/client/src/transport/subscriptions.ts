import type { AnyEvent, Ephemeral, ErrorCode, PresenceDiff } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import { again } from './again.js';
import { Channel, type Subscriber } from './channel.js';
import type { Session } from './session.js';

/** What this client is subscribed to: counted by subscriber, and asserted again, with its positions, on every socket. */
export class Subscriptions {
  readonly #clock: Clock;
  readonly #onSettled: () => void;
  readonly #channels = new Map<string, Channel>();
  #session: Session | null = null;

  /** `onSettled` is called whenever an answer came and none is awaited. */
  constructor(clock: Clock, onSettled: () => void) {
    this.#clock = clock;
    this.#onSettled = onSettled;
  }

  get settled(): boolean {
    return [...this.#channels.values()].every((channel) => !channel.pending);
  }

  has(name: string): boolean {
    return this.#channels.has(name);
  }

  /** Returns the function that ends it; the last subscriber's ends the channel. */
  add(name: string, subscriber: Subscriber): () => void {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = new Channel(name);
      this.#channels.set(name, channel);
      if (this.#session) this.#ask(channel, this.#session);
    } else if (!channel.pending) {
      queueMicrotask(() => channel?.subscribers.has(subscriber) && subscriber.onReady?.());
    }
    channel.subscribers.add(subscriber);
    const { subscribers } = channel;
    return () => {
      if (!subscribers.delete(subscriber) || subscribers.size > 0 || this.#channels.get(name) !== channel) return;
      this.#channels.delete(name);
      this.#session?.request('unsub', { ch: name }, { ok() {}, err() {} });
    };
  }

  /** A new socket took the credentials. */
  attach(session: Session): void {
    this.#session = session;
    for (const channel of this.#channels.values()) this.#ask(channel, session);
  }

  /** There is no socket. */
  detach(): void {
    this.#session = null;
    for (const channel of this.#channels.values()) channel.hold();
  }

  event(event: AnyEvent): void {
    const channel = this.#channels.get(event.ch);
    if (channel && this.#session && !channel.accept(event)) this.#ask(channel, this.#session);
  }

  signal(signal: Ephemeral): void {
    this.#channels.get(signal.ch)?.tell((subscriber) => subscriber.onSignal?.(signal));
  }

  presence(diff: PresenceDiff): void {
    this.#channels.get(diff.ch)?.tell((subscriber) => subscriber.onPresence?.(diff));
  }

  /** The server ended a subscription. */
  ended(name: string, code: ErrorCode): void {
    const channel = this.#channels.get(name);
    if (!channel || !this.#session) return;
    channel.hold();
    this.#refused(channel, this.#session, createError({ code, message: `The server ended ${name}.` }));
  }

  /** The connection failed. The table stays: where it is revived, every subscriber is told `onReady` anew. */
  fail(error: PulseError): void {
    for (const channel of [...this.#channels.values()]) {
      channel.position = null;
      channel.tell((subscriber) => subscriber.onError?.(error));
    }
  }

  #ask(channel: Channel, session: Session): void {
    channel.hold();
    const { name, position } = channel;
    const current = () => this.#channels.get(name) === channel && !session.ended;
    session.request('sub', position ? { ch: name, recover: position } : { ch: name }, {
      ok: (answer) => {
        if (!current()) return;
        if (!channel.confirm(answer)) this.#ask(channel, session);
        this.#onSettled();
      },
      err: (error) => current() && this.#refused(channel, session, error),
    });
  }

  #refused(channel: Channel, session: Session, error: PulseError): void {
    const ask = () => this.#channels.get(channel.name) === channel && this.#ask(channel, session);
    if (again(error, session, this.#clock, ask)) return;
    this.#channels.delete(channel.name);
    channel.tell((subscriber) => subscriber.onError?.(error));
    this.#onSettled();
  }
}
