import type { AnyEvent, ChannelEvent, Position } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import { channelTopic, type HintMessage } from '../bus/topics.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';
import type { Deliver, Delivery, Subscription } from './delivery.js';
import { type History, readHead, readHistory } from './event-log.js';

export interface TopicDeps {
  storage: Pick<Storage, 'db'>;
  bus: Bus;
  clock: Clock;
  logger: Logger;
  epoch: string;
}

/** A read that failed is tried again after this long, doubling up to the maximum. */
const RETRY_MS = { first: 100, max: 5_000 };

interface Subscriber {
  deliver: Deliver;
  /** The last offset that it has; null while it still reads what came before it. */
  last: number | null;
  /** What was delivered while it read. */
  held: ChannelEvent[];
}

/**
 * One channel as its local subscribers share it. The database is the truth and the bus only hints: the next
 * offset is delivered as it comes, an older one dropped, and a later one makes the topic read what lies between.
 */
export class Topic {
  readonly projectId: string;
  readonly channel: string;
  readonly #deps: TopicDeps;
  readonly #subscribers = new Set<Subscriber>();
  readonly #started: Promise<void>;
  #stopped = false;
  #ready = false;
  #detach: () => void = () => {};
  /** Everything up to here was delivered. */
  #position = 0;
  /** The newest offset heard of. */
  #known = 0;
  /** How often it was heard of. */
  #hints = 0;
  #filling = false;

  constructor(deps: TopicDeps, projectId: string, channel: string) {
    this.#deps = deps;
    this.projectId = projectId;
    this.channel = channel;
    this.#started = this.#start();
  }

  /** Rejects when the bus or the storage fails; the topic is of no use then. */
  async join(recover: Position | null, deliver: Deliver): Promise<Subscription> {
    await this.#started;
    const { epoch } = this.#deps;
    const subscriber: Subscriber = { deliver, last: null, held: [] };
    const unsubscribe = () => void this.#subscribers.delete(subscriber);
    this.#subscribers.add(subscriber);
    try {
      const missed = recover?.epoch === epoch ? await this.#readMissed(recover.offset, subscriber) : null;
      // From here to the end nothing may come between: what is held now is the last that was.
      const events = missed && recover ? this.#meet(recover.offset, missed, subscriber) : null;
      const offset = events && recover ? recover.offset + events.length : this.#position;
      subscriber.last = offset;
      subscriber.held = [];
      this.learn(offset);
      return { epoch, offset, recovered: events !== null, events: events ?? [], unsubscribe };
    } catch (error) {
      unsubscribe();
      throw error;
    }
  }

  /** Hears that the channel has come to an offset; what is missing up to it is read and delivered. */
  learn(offset: number): void {
    this.#hints++;
    this.#known = Math.max(this.#known, offset);
    if (this.#ready && this.#known > this.#position) void this.#fill();
  }

  stop(): void {
    this.#stopped = true;
    this.#subscribers.clear();
    this.#detach();
  }

  /** Attached before the head is read, so that no event falls between the two. */
  async #start(): Promise<void> {
    const { bus, storage } = this.#deps;
    const detach = await bus.subscribe(channelTopic(this.projectId, this.channel), (hint) => this.#onHint(hint));
    if (this.#stopped) return detach();
    this.#detach = detach;
    this.#position = await readHead(storage.db, this.projectId, this.channel);
    this.#ready = true;
    this.learn(this.#position);
  }

  #onHint(hint: HintMessage): void {
    if (hint.kind === 'ephemeral') this.#deliverEphemeral(hint);
    if (hint.kind !== 'event' || hint.event.epoch !== this.#deps.epoch) return;
    if (this.#ready && hint.event.offset === this.#position + 1) this.#advance(hint.event);
    this.learn(hint.event.offset);
  }

  /** What came after an offset, read until it meets what is held since; null when some of it is gone. */
  async #readMissed(after: number, subscriber: Subscriber): Promise<AnyEvent[] | null> {
    const missed: AnyEvent[] = [];
    // An offset ahead of the topic is looked up as well: it may never have been.
    if (after === this.#position) return missed;
    for (;;) {
      const { events } = await this.#readAfter(after + missed.length);
      if (events === null) return null;
      missed.push(...events);
      if (this.#meet(after, missed, subscriber)) return missed;
      // Without progress the reader lags behind the topic and would be asked for ever.
      if (events.length === 0) return null;
    }
  }

  /** What was read with what is held after it; null while it does not reach where deliveries go on. */
  #meet(after: number, read: readonly AnyEvent[], subscriber: Subscriber): AnyEvent[] | null {
    const events = [...read];
    for (const event of subscriber.held) {
      if (event.offset === after + events.length + 1) events.push(event as AnyEvent);
    }
    return after + events.length >= this.#position ? events : null;
  }

  /** Reads until nothing is missing; one at a time, since a burst of hints asks for the same events. */
  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    let retryMs = RETRY_MS.first;
    while (!this.#stopped && this.#position < this.#known) {
      const from = this.#position;
      const hints = this.#hints;
      try {
        this.#catchUp(await this.#readAfter(from));
        // A hint of what the database knows nothing of is not the truth.
        if (this.#position === from && this.#hints === hints) this.#known = from;
        retryMs = RETRY_MS.first;
      } catch (error) {
        this.#deps.logger.warn('a gap could not be read', { channel: this.channel, error: String(error) });
        await new Promise<void>((resolve) => void this.#deps.clock.setTimeout(resolve, retryMs));
        retryMs = Math.min(retryMs * 2, RETRY_MS.max);
      }
    }
    this.#filling = false;
  }

  #catchUp({ head, events }: History): void {
    for (const event of events ?? []) if (event.offset === this.#position + 1) this.#advance(event);
    if (events === null && head > this.#position) this.#lose(head);
  }

  #advance(event: ChannelEvent): void {
    this.#position = event.offset;
    const delivery: Delivery = { kind: 'event', event, text: JSON.stringify({ ev: event }) };
    for (const subscriber of this.#subscribers) {
      if (subscriber.last === null) subscriber.held.push(event);
      else if (event.offset === subscriber.last + 1) {
        subscriber.last = event.offset;
        this.#deliver(subscriber, delivery);
      }
    }
  }

  /** Goes on at the head, since what lies between is gone; whoever needed it must query again. */
  #lose(head: number): void {
    this.#position = head;
    for (const subscriber of this.#subscribers) {
      if (subscriber.last === null || subscriber.last >= head) continue;
      this.#subscribers.delete(subscriber);
      this.#deliver(subscriber, { kind: 'lost' });
    }
  }

  #deliverEphemeral({ ephemeral, from }: Extract<HintMessage, { kind: 'ephemeral' }>): void {
    const delivery: Delivery = {
      kind: 'ephemeral',
      from,
      text: JSON.stringify({ eph: ephemeral }),
    };
    for (const subscriber of this.#subscribers) if (subscriber.last !== null) this.#deliver(subscriber, delivery);
  }

  #deliver(subscriber: Subscriber, delivery: Delivery): void {
    try {
      subscriber.deliver(delivery);
    } catch (error) {
      this.#deps.logger.error('a subscriber threw', { channel: this.channel, error: String(error) });
    }
  }

  #readAfter(after: number): Promise<History> {
    const { storage, epoch } = this.#deps;
    return readHistory(storage.db, { projectId: this.projectId, epoch, channel: this.channel, after });
  }
}
