import { type Ephemeral, type Presence, type PresenceDiff, WATCH_CHANNEL } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { Channel, type Subscriber } from './channel.js';
import type { PushFrame, Session } from './session.js';

/** Between two tries at what the server could not do just now, where it does not say how long to wait. */
const AGAIN_MS = 1_000;

export interface SubscriptionsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** An answer came; see `settled`. */
  onSettled(): void;
  /** The answer to the watched set. */
  onWatched(presences: readonly Presence[]): void;
  /** A change in the watched set. */
  onDiff(diff: PresenceDiff): void;
}

/**
 * What this client is subscribed to: channels, counted by subscriber, and one set of users whose presence is told.
 * Asserted again, with the positions of the channels, on every socket.
 */
export class Subscriptions {
  readonly #deps: SubscriptionsDeps;
  readonly #channels = new Map<string, Channel>();
  #users: readonly string[] = [];
  #session: Session | null = null;
  /** The last `watch` while its answer is awaited. */
  #watching: object | null = null;

  constructor(deps: SubscriptionsDeps) {
    this.#deps = deps;
  }

  get users(): readonly string[] {
    return this.#users;
  }

  get channels(): Channel[] {
    return [...this.#channels.values()];
  }

  /** Whether no answer is awaited. */
  get settled(): boolean {
    return !this.#watching && this.channels.every((channel) => !channel.pending);
  }

  has(name: string): boolean {
    return this.#channels.has(name);
  }

  /** Returns the function that ends it; the last subscriber's ends the channel. */
  add(name: string, subscriber: Subscriber): () => void {
    const known = this.#channels.get(name);
    const channel = known ?? new Channel(name, this);
    const { subscribers } = channel;
    subscribers.add(subscriber);
    if (!known) {
      this.#channels.set(name, channel);
      this.#ask(channel);
    } else if (!channel.pending) {
      queueMicrotask(() => subscribers.has(subscriber) && subscriber.onReady?.(channel.position?.offset ?? 0));
    }
    return () => {
      if (!subscribers.delete(subscriber) || subscribers.size > 0 || !this.#stands(channel)) return;
      this.#channels.delete(name);
      this.#session?.request('unsub', { ch: name }, { ok() {}, err() {} });
    };
  }

  /** Replaces the set of users. */
  watch(users: readonly string[]): void {
    this.#users = users;
    this.#watch();
  }

  /** A new socket took the credentials. */
  attach(session: Session): void {
    this.#session = session;
    this.#watching = null;
    for (const channel of this.channels) this.#ask(channel);
    if (this.#users.length > 0) this.#watch();
  }

  /** There is no socket. */
  detach(): void {
    this.#session = null;
    for (const channel of this.channels) channel.hold();
  }

  /** The server speaks by itself. */
  receive(frame: PushFrame): void {
    if ('ev' in frame) {
      const channel = this.#channels.get(frame.ev.ch);
      if (channel?.accept(frame.ev) === false) this.#ask(channel);
    } else if ('eph' in frame) {
      this.#tell(frame.eph, (subscriber) => subscriber.onSignal?.(frame.eph));
    } else if ('pres' in frame) {
      if (frame.pres.ch === WATCH_CHANNEL) this.#deps.onDiff(frame.pres);
      else this.#tell(frame.pres, (subscriber) => subscriber.onPresence?.(frame.pres));
    } else if ('said' in frame) {
      this.#tell(frame.said, (subscriber) => subscriber.onMembers?.(frame.said.answer));
    } else if ('unsubd' in frame) {
      const { ch, code } = frame.unsubd;
      const channel = this.#channels.get(ch);
      channel?.hold();
      if (channel) this.#refused(channel, createError({ code, message: `The server ended ${ch}.` }));
    }
  }

  /** The connection failed. The table stays: where it is revived, every subscriber is told `onReady` anew. */
  fail(error: PulseError): void {
    for (const channel of this.channels) {
      channel.position = null;
      channel.tell((subscriber) => subscriber.onError?.(error));
    }
  }

  #tell({ ch }: Pick<Ephemeral, 'ch'>, what: (subscriber: Subscriber) => void): void {
    this.#channels.get(ch)?.tell(what);
  }

  #stands(channel: Channel): boolean {
    return this.#channels.get(channel.name) === channel;
  }

  #ask(channel: Channel): void {
    const session = this.#session;
    const { name: ch, position, subscribers } = channel;
    const presence = [...subscribers].some(({ onMembers }) => onMembers);
    channel.hold();
    session?.request(
      'sub',
      { ch, ...(position && { recover: position }), ...(presence && { presence }) },
      {
        ok: (answer) => {
          if (!this.#stands(channel)) return;
          if (!channel.confirm(answer)) this.#ask(channel);
          this.#deps.onSettled();
        },
        // With the socket gone, the next one asserts everything anyway.
        err: (error) => session.ended || this.#refused(channel, error),
      },
    );
  }

  #refused(channel: Channel, error: PulseError): void {
    if (!this.#stands(channel) || this.#again(error, () => this.#stands(channel) && this.#ask(channel))) return;
    this.#channels.delete(channel.name);
    channel.tell((subscriber) => subscriber.onError?.(error));
    this.#deps.onSettled();
  }

  #watch(): void {
    const session = this.#session;
    if (!session) return;
    const asked = {};
    this.#watching = asked;
    const settle = (presences: readonly Presence[]) => {
      if (this.#watching !== asked) return;
      this.#watching = null;
      this.#deps.onWatched(presences);
      this.#deps.onSettled();
    };
    session.request(
      'watch',
      { users: [...this.#users] },
      {
        ok: ({ presence }) => settle(presence),
        err: (error) => {
          if (session.ended || this.#again(error, () => this.#watching === asked && this.#watch())) return;
          this.#deps.logger.error('Pulse: these users cannot be watched.', error);
          settle([]);
        },
      },
    );
  }

  /** Asks again for what the server could not do just now; false when there is no use in it. */
  #again({ retryable, retryAfterMs = AGAIN_MS }: PulseError, ask: () => void): boolean {
    const session = this.#session;
    if (retryable) this.#deps.clock.setTimeout(() => session?.ended || ask(), retryAfterMs);
    return retryable;
  }
}
