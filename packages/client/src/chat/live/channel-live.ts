import type { AnyEvent } from '@pulse-io/protocol';
import type { Emitter } from '../../lib/emitter.js';
import type { Store } from '../../lib/store.js';
import type { Live } from '../../live/live.js';
import type { ChannelEvents, ChannelState } from '../channel-state.js';
import type { ChannelVerbs } from '../channel-verbs.js';
import { channelActions } from './channel-actions.js';
import { type ChannelSummary, EMPTY_SUMMARY, readHeard, reduceSummary, type SummaryFact } from './channel-summary.js';
import type { ChatKit } from './chat-kit.js';
import { mentions } from './follow-view.js';
import { isOutOfSight } from './is-out-of-sight.js';
import { MessageList } from './message-list.js';
import { messagesVerbs } from './messages-verbs.js';
import { raise } from './raise.js';
import { TypingUsers } from './typing-users.js';

/** Keeps the state of a channel true while it is watched. */
export class ChannelLive {
  readonly live: Live<ChannelState>;
  readonly list: MessageList;
  readonly #id: string;
  readonly #kit: ChatKit;
  readonly #state: Store<ChannelState>;
  readonly #events: Emitter<ChannelEvents>;
  readonly #typing: TypingUsers;
  #summary: ChannelSummary = EMPTY_SUMMARY;
  /** Ends the subscription to the user's own channel. */
  #unhearSelf: (() => void) | null = null;

  constructor(kit: ChatKit, id: string, state: Store<ChannelState>, events: Emitter<ChannelEvents>) {
    this.#id = id;
    this.#kit = kit;
    this.#state = state;
    this.#events = events;
    this.list = new MessageList({
      kit,
      channelId: id,
      parentId: null,
      rows: () => state.getSnapshot().messages,
      show: (change) => this.live.set(change),
    });
    this.#typing = new TypingUsers(kit, id, (typing) => {
      this.live.set({ typing });
      events.emit('typing', typing);
    });
    this.live = new kit.Live<ChannelState>({
      connection: kit.connection,
      channel: kit.chatChannel(id),
      name: `The channel ${id}`,
      state,
      open: () => this.#open(),
      read: (current) => this.#read(current),
      onEvent: (event) => this.#take(event),
      onSignal: (signal) => {
        if (signal.type === 'reaction_sent') events.emit('reaction.sent', signal.data.kind, signal.user);
        else this.#typing.hear(signal);
      },
      onMissed: () => {
        this.#learn({ type: 'doubted' });
        this.list.apply({ type: 'doubted' });
      },
      onResync: () => events.emit('resync'),
      onRefused: (error) => {
        this.#hearSelf();
        if (isOutOfSight(error)) this.#lose();
      },
    });
  }

  get verbs(): ChannelVerbs {
    return {
      ...messagesVerbs(this.live, this.list),
      ...channelActions(this.#kit, this.#id),
      startTyping: () => this.#typing.start(),
      stopTyping: () => this.#typing.stop(),
      sendReaction: (kind) => this.#kit.connection.signal(this.#kit.chatChannel(this.#id), 'reaction_sent', { kind }),
      markRead: async (messageId, options) => {
        const request = { params: { channelId: this.#id }, body: { messageId } };
        const answer = await this.#kit.http.call('markRead', request, options);
        this.#learn({ type: 'heard', heard: readHeard(this.#id, answer) });
        return answer;
      },
    };
  }

  #open(): () => void {
    const unhear = this.list.followOutbox();
    return () => {
      unhear();
      this.#typing.forget();
      this.#unhearSelf?.();
      this.#unhearSelf = null;
    };
  }

  async #read(current: () => boolean): Promise<void> {
    this.#hearSelf();
    if (this.#state.getSnapshot().status !== 'ready') this.live.set({ status: 'loading', error: null });
    await Promise.all([this.#readView(current), this.list.read(current)]);
    if (current()) this.live.set({ status: 'ready', error: null });
  }

  async #readView(current: () => boolean): Promise<void> {
    const view = await this.#kit.http.call('getChannel', { params: { channelId: this.#id }, query: {} });
    if (current()) this.#learn({ type: 'view', view });
  }

  #readAgain(): void {
    this.live.load('view', (current) => this.#readView(current)).catch(() => {});
  }

  #take(event: AnyEvent): void {
    const { data } = event;
    const self = this.#kit.self();
    const before = 'message' in data ? this.list.find(data.message.id) : null;
    this.list.take(event);
    const mentioned = before && before.deletedAt === null ? mentions(before, self) : null;
    this.#learn({ type: 'heard', heard: { event, mentioned } });
    if (event.type === 'chat.message.new') this.#typing.end(event.data.message.userId);
    raise(this.#events, event);
  }

  #learn(fact: SummaryFact): void {
    const { self, limits } = this.#kit;
    this.#summary = reduceSummary(this.#summary, fact, { self: self(), unreadMax: limits.unreadMax });
    const { view, stale } = this.#summary;
    if (stale) this.#readAgain();
    if (!view) return;
    const { members, membership, read, unreadCount, unreadMentions } = view;
    this.live.set({ channel: view, members, membership, read, unreadCount, unreadMentions });
  }

  #lose(): void {
    this.#summary = EMPTY_SUMMARY;
    this.list.apply({ type: 'lost' });
    this.#typing.forget();
    const nothing = { channel: null, members: [], membership: null, read: [], unreadCount: 0, unreadMentions: 0 };
    this.live.set(nothing);
  }

  /** Subscribes anew, for all who watch. */
  #restart(): void {
    let watchers = 0;
    for (; this.live.watched; watchers++) this.live.unwatch();
    while (watchers-- > 0) this.live.watch().catch(() => {});
  }

  /** What concerns the user alone: access that comes back, and messages that nobody else is shown. */
  #hearSelf(): void {
    const { connection, self, userChannel } = this.#kit;
    const user = self();
    if (this.#unhearSelf || user === undefined) return;
    this.#unhearSelf = connection.subscribe(userChannel(user), {
      onEvent: ({ type, data }) => {
        if (type === 'chat.message.new') {
          if (data.message.channelId === this.#id) this.list.apply({ type: 'message', message: data.message });
        } else if (type === 'chat.read') {
          if (data.channelId === this.#id) this.#learn({ type: 'heard', heard: readHeard(this.#id, data) });
        } else if (type === 'user.unbanned' || type === 'chat.member.added') {
          if (data.channelId === this.#id && this.#state.getSnapshot().error) this.#restart();
        }
      },
    });
  }
}
