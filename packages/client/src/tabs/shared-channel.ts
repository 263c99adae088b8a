import type { ChannelEvent, ClientFrame, ErrorCode, Position, ServerFrame, SubscribeOk } from '@pulse-io/protocol';
import type { Reply, Session } from '../transport/session.js';
import type { SaidFrame } from './tab-message.js';

interface Ask {
  from: string;
  sub: Extract<ClientFrame, { sub: unknown }>['sub'];
  reply: Reply<'sub'>;
}

/** `since`: from this offset on, the tab that asks has heard every event up to the channel's position. */
type WaitingAsk = Ask & { since: number };

export interface SharedChannelOptions {
  session: Session;
  /** Sends a frame to one tab, or to all. */
  tell(frame: ServerFrame | SaidFrame, to?: string): void;
  /** The last tab left. */
  onEmpty(): void;
}

/**
 * A channel that many tabs subscribe to over one socket. Every frame of it goes to all of them, and each drops what it
 * has. The server takes a `sub` in the place of the one before, and what was written between the two is told in its
 * answer alone: so it is asked from where the tabs stand, one tab after the other, and all hear the events of the
 * answer. A tab that needs nothing from the server gets its answer here.
 */
export class SharedChannel {
  readonly #ch: string;
  readonly #options: SharedChannelOptions;
  readonly #tabs = new Set<string>();
  /** Up to it the tabs have been told everything; null when that is not known. */
  #position: Position | null = null;
  #waiting: WaitingAsk[] = [];
  #asked: Ask | null = null;
  /** A tab wants to know who is present, which only the server knows. */
  #presence = false;

  constructor(ch: string, options: SharedChannelOptions) {
    this.#ch = ch;
    this.#options = options;
  }

  ask(ask: Ask): void {
    this.#tabs.add(ask.from);
    this.#presence ||= ask.sub.presence === true;
    this.#waiting.push({ ...ask, since: this.#position?.offset ?? Number.POSITIVE_INFINITY });
    this.#next();
  }

  /** A tab unsubscribes, or has gone. */
  leave(id: string): void {
    if (!this.#tabs.delete(id)) return;
    this.#waiting = this.#waiting.filter(({ from }) => from !== id);
    if (this.#tabs.size > 0) return;
    this.#options.onEmpty();
    this.#options.session.request('unsub', { ch: this.#ch }, { ok() {}, err() {} });
  }

  /** The server told everybody of an event. */
  event({ epoch, offset }: ChannelEvent): void {
    const position = this.#position;
    if (!position) return;
    // After a gap the tabs ask for themselves.
    if (position.epoch !== epoch || offset > position.offset + 1) this.#forget();
    else this.#position = { epoch, offset: Math.max(position.offset, offset) };
  }

  /** The server ended the subscription, and everybody was told: whoever still wants it asks again. */
  lost(): void {
    this.#forget();
    for (const id of this.#settled()) this.#tabs.delete(id);
  }

  /** Tabs that ask for nothing just now. */
  #settled(): string[] {
    const asking = new Set([this.#asked, ...this.#waiting].map((ask) => ask?.from));
    return [...this.#tabs].filter((id) => !asking.has(id));
  }

  #forget(): void {
    this.#position = null;
    for (const ask of this.#waiting) ask.since = Number.POSITIVE_INFINITY;
  }

  #next(): void {
    if (this.#asked) return;
    const ask = this.#waiting.shift();
    if (!ask) return;
    const known = this.#known(ask);
    if (known) {
      ask.reply.ok(known);
      this.#next();
      return;
    }
    const recover = ask.sub.recover ?? this.#position;
    this.#asked = ask;
    const wanted = { ...(recover && { recover }), ...(this.#presence && { presence: true }) };
    this.#options.session.request(
      'sub',
      { ...ask.sub, ...wanted },
      {
        ok: (answer) => {
          this.#learn(recover, answer);
          this.#asked = null;
          ask.reply.ok(answer);
          this.#next();
        },
        err: (error) => {
          if (this.#options.session.ended) return;
          // The server keeps no subscription after a refusal, not the earlier one either.
          this.#end(error.code);
          this.lost();
          this.#asked = null;
          this.#tabs.delete(ask.from);
          ask.reply.err(error);
          this.#next();
        },
      },
    );
  }

  /** The answer that needs no server. */
  #known({ sub: { recover }, since }: WaitingAsk): SubscribeOk | null {
    const position = this.#position;
    if (!position || this.#presence) return null;
    if (!recover) return { ...position, recovered: false, events: [] };
    const { epoch, offset } = recover;
    if (epoch !== position.epoch || offset < since || offset > position.offset) return null;
    return { ...recover, recovered: true, events: [] };
  }

  #learn(recover: Position | null, answer: SubscribeOk): void {
    const { tell } = this.#options;
    const { epoch, offset, recovered, events, presence } = answer;
    const before = this.#position;
    const continued = recovered && before?.epoch === epoch;
    const others = this.#tabs.size > 1;
    // Who came and left between the two is told nowhere else.
    if (presence && others) tell({ said: { ch: this.#ch, answer } });
    if (recovered && recover) {
      if (others) for (const ev of events) tell({ ev });
      for (const ask of this.#waiting)
        if (ask.sub.recover?.epoch === epoch) ask.since = Math.min(ask.since, recover.offset);
    } else {
      if (before && (before.epoch !== epoch || before.offset < offset)) this.#end('unavailable');
      this.#forget();
    }
    this.#position = { epoch, offset: continued ? Math.max(before.offset, offset) : offset };
  }

  /** Tells the tabs that ask for nothing that their subscription ended; those that may have it ask again. */
  #end(code: ErrorCode): void {
    for (const id of this.#settled()) this.#options.tell({ unsubd: { ch: this.#ch, code } }, id);
  }
}
