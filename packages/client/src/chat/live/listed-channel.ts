import type { ChatChannelView } from '@pulse-io/protocol';
import { type ChannelSummary, EMPTY_SUMMARY, reduceSummary, type SummaryFact } from './channel-summary.js';
import type { ChatKit } from './chat-kit.js';
import { isOutOfSight } from './is-out-of-sight.js';

export interface ListedChannelDeps {
  readonly kit: ChatKit;
  /** Another view of it is known. */
  onChange(): void;
  /** The user may not see it any more. */
  onGone(): void;
}

/** One channel of a list, kept true by its events. */
export class ListedChannel {
  /** The list's count of changes when it came or was read. */
  seq = 0;
  readonly #deps: ListedChannelDeps;
  readonly #unhear: () => void;
  #summary: ChannelSummary = EMPTY_SUMMARY;
  #reading = false;
  #ended = false;

  constructor(first: ChatChannelView, deps: ListedChannelDeps) {
    const { connection, chatChannel } = deps.kit;
    this.#deps = deps;
    this.#learn({ type: 'view', view: first });
    this.#unhear = connection.subscribe(chatChannel(first.id), {
      // What happened between the reading and the subscription is in no event.
      onReady: (offset) => offset > this.view.offset && this.#readAgain(),
      onResync: () => {
        this.#learn({ type: 'doubted' });
        this.#readAgain();
      },
      onEvent: (event) => {
        this.#learn({ type: 'heard', heard: { event, mentioned: null } });
        deps.onChange();
      },
      onError: (error) => isOutOfSight(error) && deps.onGone(),
    });
  }

  get view(): ChatChannelView {
    return this.#summary.view as ChatChannelView;
  }

  /** It was read again, or something was told of it elsewhere. */
  take(fact: SummaryFact): void {
    this.#learn(fact);
  }

  end(): void {
    this.#ended = true;
    this.#unhear();
  }

  #learn(fact: SummaryFact): void {
    const { self, limits } = this.#deps.kit;
    this.#summary = reduceSummary(this.#summary, fact, { self: self(), unreadMax: limits.unreadMax });
    if (this.#summary.stale) void this.#readAgain();
  }

  async #readAgain(): Promise<void> {
    const { kit, onChange } = this.#deps;
    if (this.#reading) return;
    this.#reading = true;
    try {
      const view = await kit.http.call('getChannel', { params: { channelId: this.view.id }, query: {} });
      this.#reading = false;
      if (this.#ended) return;
      this.#learn({ type: 'view', view });
      onChange();
    } catch (error) {
      this.#reading = false;
      kit.config.logger.warn(`Pulse: the channel ${this.view.id} could not be read.`, error);
    }
  }
}
