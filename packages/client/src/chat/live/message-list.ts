import type { AnyEvent } from '@pulse-io/protocol';
import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import type { ChannelStatus, MessagesState } from '../channel-state.js';
import type { Message, MessageRow } from '../message.js';
import type { ChatKit } from './chat-kit.js';
import { factsOf } from './facts-of.js';
import { emptyWindow, type MessageWindow, type PageFact, reduceWindow, type WindowFact } from './message-window.js';
import { changesOf } from './pending-changes.js';
import { unsentRows } from './unsent-messages.js';
import { WindowRows } from './window-rows.js';

export interface MessageListDeps {
  readonly kit: ChatKit;
  readonly channelId: string;
  /** The thread that these are the messages of; null: those of the channel. */
  readonly parentId: string | null;
  /** The rows as they are shown. */
  rows(): readonly MessageRow[];
  show(change: Partial<MessagesState>): void;
}

type Place = { before: string } | { after: string } | { around: string } | { cursor: string | undefined };

/** A stretch of a channel's messages, or of a thread's: reads pages, takes events, shows what is unsent. */
export class MessageList {
  readonly #deps: MessageListDeps;
  readonly #rows = new WindowRows();
  #window: MessageWindow;

  constructor(deps: MessageListDeps) {
    this.#deps = deps;
    this.#window = emptyWindow(deps.parentId);
  }

  /** The message that a thread hangs on. */
  get parent(): MessageRow | null {
    const { parentId, kit } = this.#deps;
    return parentId === null ? null : this.#rows.one(this.#window, parentId, kit.self());
  }

  /** A message as the server has it; null where that is not known. */
  find(id: string): Message | null {
    return this.#window.known.get(id)?.message ?? null;
  }

  apply(fact: WindowFact): void {
    this.#window = reduceWindow(this.#window, fact);
    const { rows, show, kit } = this.#deps;
    const before = rows();
    const messages = this.#rows.all(this.#window, kit.self());
    const same = messages.length === before.length && messages.every((row, i) => row === before[i]);
    const { older, newer } = this.#window;
    show({ messages: same ? before : messages, hasOlder: older !== null, hasNewer: newer !== null });
  }

  /** Shows what the server has not answered, and takes the answers; returns the function that ends it. */
  followOutbox(): () => void {
    const { kit, channelId, parentId } = this.#deps;
    const { outbox, createError } = kit;
    const lane = kit.chatChannel(channelId);
    const show = () => {
      const entries = outbox.entries.filter((entry) => entry.lane === lane);
      const rows = unsentRows(entries, { lane, parentId, self: kit.self() ?? '', toError: createError });
      this.apply({ type: 'unsent', rows, changes: changesOf(entries) });
    };
    const ends = [
      outbox.on('changed', (entry) => {
        if (entry.lane === lane) show();
      }),
      outbox.on('sent', (entry, answer) => {
        if (entry.lane === lane) this.#answered(entry, answer);
      }),
    ];
    show();
    outbox.open();
    return () => {
      for (const end of ends) end();
    };
  }

  /** Reads what is shown again, or the newest where nothing is. */
  async read(current: () => boolean): Promise<void> {
    const { limits } = this.#deps.kit;
    const rows = this.#deps.rows().filter(({ status }) => status === 'sent');
    // Read again, the list keeps its length as far as one page can hold it.
    const limit = rows.length > limits.pageDefault ? Math.min(rows.length, limits.pageMax) : undefined;
    const middle = this.#window.newer === null ? undefined : rows[rows.length >> 1];
    const around = middle && { around: middle.id };
    await this.#readPage(current, around ?? {}, { way: 'whole', cursor: null }, limit).catch((error) => {
      if (!around) throw error;
      // What it was read around may be gone for good.
      return this.#readPage(current, {}, { way: 'whole', cursor: null }, limit);
    });
  }

  async readAround(current: () => boolean, id: string): Promise<void> {
    await this.#readPage(current, { around: id }, { way: 'whole', cursor: null });
  }

  async readNewest(current: () => boolean): Promise<void> {
    await this.#readPage(current, {}, { way: 'whole', cursor: null });
  }

  /** Does nothing at the end of that way. */
  async readMore(current: () => boolean, way: 'older' | 'newer'): Promise<void> {
    const cursor = this.#window[way];
    if (cursor === null) return;
    const status: ChannelStatus = `loading-${way}`;
    this.#deps.show({ status, error: null });
    await this.#readPage(current, { cursor }, { way, cursor });
    if (current()) this.#deps.show({ status: 'ready', error: null });
  }

  /** An event of the channel. */
  take(event: AnyEvent): void {
    const { kit } = this.#deps;
    for (const fact of factsOf(event, kit.self())) this.apply(fact);
    if (event.type === 'chat.message.new') kit.outbox.confirm(event.data.message.id, event.data.message);
  }

  #answered({ operation, request }: OutboxEntry, answer: unknown): void {
    if (operation === 'deleteMessage') {
      const hard = Boolean(request.query?.hard);
      const at = new Date(this.#deps.kit.config.clock.now()).toISOString();
      this.apply({ type: 'deleted', id: request.params.messageId, hard, at });
    } else this.apply({ type: 'message', message: answer as Message, isNew: operation === 'sendMessage' });
  }

  async #readPage(
    current: () => boolean,
    place: Partial<Place>,
    from: Pick<PageFact, 'way' | 'cursor'>,
    limit?: number,
  ): Promise<void> {
    const { kit, channelId, parentId } = this.#deps;
    const since = this.#window.count;
    const query = { ...place, limit, parentId: parentId ?? undefined };
    const page = await kit.http.call('listMessages', { params: { channelId }, query });
    if (!current()) return;
    this.apply({ type: 'page', ...page, ...from, since });
    for (const message of page.data) kit.outbox.confirm(message.id, message);
  }
}
