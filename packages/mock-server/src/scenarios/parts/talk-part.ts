import type { NewMessage } from '@pulse-io/protocol';
import { type Person, personOf, type Who } from '../people/people.js';
import type { Lane, Part, SeedContext } from '../scenario.js';
import type { Topic } from '../texts/topics.js';
import { planTalk } from './plan-talk.js';
import type { TalkSpec } from './talk-spec.js';

/** Of `say`. */
export interface SayOptions extends Pick<NewMessage, 'attachments' | 'mentions' | 'custom'> {
  /** Its author takes it back: only its place is left. */
  deleted?: boolean;
}

/** A chat channel and what is said in it. Each call answers a new part and leaves this one as it is. */
export class TalkPart implements Part {
  readonly spec: TalkSpec;

  constructor(spec: TalkSpec) {
    this.spec = spec;
  }

  get brings(): readonly Person[] {
    return this.spec.members;
  }

  /** So many messages outside of threads, made of whole conversations about these topics; about anything by default. */
  messages(count: number, options: { topics?: readonly Topic[] } = {}): this {
    return this.with({ messages: count, topics: options.topics ?? null });
  }

  /** A message of your own, after those of `messages`. */
  say(who: Who, text: string, { deleted = false, ...rest }: SayOptions = {}): this {
    const said = { userId: personOf(who).id, content: { text, ...rest }, deleted };
    return this.with({ said: [...this.spec.said, said] });
  }

  /** So many of the messages have a thread. */
  threads(count: number): this {
    return this.with({ threads: count });
  }

  /** Some messages have reactions. */
  reactions(): this {
    return this.with({ reactions: true });
  }

  /** So many messages are pinned. */
  pins(count: number): this {
    return this.with({ pins: count });
  }

  /** So many messages were taken back by their authors. */
  deleted(count: number): this {
    return this.with({ deleted: count });
  }

  /** How many of the newest messages, of others, a member has not read; all other members have read everything. */
  unread(who: Who, count: number): this {
    return this.with({ unread: new Map([...this.spec.unread, [personOf(who).id, count]]) });
  }

  plan(context: SeedContext): Promise<Lane[]> {
    return planTalk(this.spec, context);
  }

  protected with(change: Partial<TalkSpec>): this {
    const copy: this = Object.create(Object.getPrototypeOf(this));
    return Object.assign(copy, this, { spec: { ...this.spec, ...change } });
  }
}
