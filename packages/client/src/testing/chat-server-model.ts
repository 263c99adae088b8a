import type {
  AnyEvent,
  ChannelReadAnswer,
  ChatChannelView,
  ChatEvents,
  Message,
  ReactionSummary,
} from '@pulse-io/protocol';

const START = Date.parse('2026-01-01T00:00:00.000Z');

const at = (offset: number): string => new Date(START + offset).toISOString();

/** What somebody does in the channel, by numbers that any number stands for. */
export type ChatAct =
  | { act: 'send'; user: string; mention: boolean; parent: number | null }
  | { act: 'edit' | 'delete' | 'erase'; target: number; mention: boolean }
  | { act: 'react'; user: string; kind: string; target: number }
  | { act: 'read'; user: string };

/** A channel as a server keeps it: the plainest thing that is right, for tests to compare with. */
export class ChatServerModel {
  readonly events: AnyEvent[] = [];
  /** The answer to the last read. */
  read: ChannelReadAnswer | null = null;
  readonly #users: readonly string[];
  readonly #self: string;
  readonly #open: boolean;
  readonly #unreadMax: number;
  /** Every message as each event left it. */
  readonly #history: { offset: number; message: Message }[] = [];
  readonly #reads = new Map<string, number>();
  readonly #reactions = new Map<string, Map<string, string[]>>();
  #messages: Message[] = [];

  /** `open`: a livestream, where a read is told to the reader alone. */
  constructor(self: string, users: readonly string[], open = false, unreadMax = 1_000) {
    this.#unreadMax = unreadMax;
    this.#self = self;
    this.#open = open;
    this.#users = users;
  }

  get offset(): number {
    return this.events.length;
  }

  /** As the server lists them, the newest first, with what the user has reacted. */
  list(parentId: string | null = null): Message[] {
    return this.#messages
      .filter((message) => message.parentId === parentId)
      .map((message) => this.answer(message.id) as Message)
      .reverse();
  }

  answer(id: string): Message | undefined {
    const message = this.#messages.find((each) => each.id === id);
    const own = [...(this.#reactions.get(id) ?? [])].filter(([, users]) => users.includes(this.#self));
    return message && { ...message, ownReactions: own.map(([kind]) => kind) };
  }

  /** A message as it was before the event of an offset. */
  before(id: string, offset: number): Message | null {
    return this.#history.findLast((each) => each.message.id === id && each.offset < offset)?.message ?? null;
  }

  view(): ChatChannelView {
    const standing = this.#messages.filter(({ parentId, deletedAt }) => parentId === null && deletedAt === null);
    const last = standing.at(-1) ?? null;
    const unread = this.#unread(this.#self);
    return {
      ...{ id: 'c', type: 'team', name: null, custom: {}, slowModeSeconds: 0, frozen: false },
      ...{ memberCount: this.#users.length, createdBy: null, createdAt: at(0), updatedAt: at(0), version: 0 },
      lastMessageAt: last?.createdAt ?? null,
      members: this.#users.map((userId) => ({ userId, role: 'member', joinedAt: at(0) })),
      read: this.#users.map((userId) => this.#readOf(userId)),
      lastMessage: last,
      membership: { userId: this.#self, role: 'member', joinedAt: at(0) },
      ...unread,
      ...{ mutedUntil: null, draft: null, offset: this.offset },
    };
  }

  /** Does nothing where there is nothing to do it with. */
  do(act: ChatAct): void {
    switch (act.act) {
      case 'send':
        this.#send(act);
        break;
      case 'edit':
      case 'delete':
      case 'erase':
        this.#change(act);
        break;
      case 'react':
        this.#react(act);
        break;
      case 'read': {
        const moved = this.offset > (this.#reads.get(act.user) ?? 0);
        if (moved) this.#reads.set(act.user, this.offset);
        const isTold = moved && !this.#open;
        this.read = { ...this.#readOf(act.user), ...this.#unread(act.user), head: this.offset + Number(isTold) };
        if (isTold) this.#emit('chat.read', { channelId: 'c', ...this.read });
      }
    }
  }

  #send({ user, mention, parent }: Extract<ChatAct, { act: 'send' }>): void {
    const offset = this.offset + 1;
    const roots = this.#messages.filter(({ parentId, deletedAt }) => parentId === null && deletedAt === null);
    const root = parent === null || roots.length === 0 ? null : (roots[parent % roots.length] ?? null);
    const message: Message = {
      ...{ id: `m${String(offset).padStart(4, '0')}`, channelId: 'c', userId: user, text: `text ${offset}` },
      ...{ attachments: [], linkPreviews: [], mentions: mention ? [this.#self] : [], custom: {}, replyTo: null },
      ...{
        parentId: root?.id ?? null,
        threadCount: 0,
        lastReplyAt: null,
        reactions: [],
        pinnedAt: null,
        pinnedBy: null,
      },
      ...{ createdAt: at(offset), editedAt: null, deletedAt: null, offset, version: offset },
    };
    this.#messages.push(message);
    this.#history.push({ offset, message });
    const thread = root && this.#thread(root, offset, 1);
    this.#emit('chat.message.new', { message, parent: thread });
  }

  #change({ act, target, mention }: Extract<ChatAct, { act: 'edit' | 'delete' | 'erase' }>): void {
    const old = this.#pick(target);
    const version = this.offset + 1;
    if (!old) return;
    if (act === 'edit') {
      if (old.deletedAt !== null) return;
      const message = {
        ...old,
        text: `edit ${version}`,
        mentions: mention ? [this.#self] : [],
        editedAt: at(version),
        version,
      };
      this.#put(message);
      this.#emit('chat.message.updated', { message });
      return;
    }
    const already = old.deletedAt !== null;
    const hard = act === 'erase';
    if (already && !hard) return;
    const bare = { text: '', mentions: [], reactions: [], deletedAt: old.deletedAt ?? at(version) };
    const message: Message = { ...old, ...bare, version };
    this.#reactions.delete(old.id);
    if (hard) this.#messages = this.#messages.filter(({ id }) => id !== old.id);
    else this.#put(message);
    const root = already || old.parentId === null ? undefined : this.#messages.find(({ id }) => id === old.parentId);
    const parent = root ? this.#thread(root, version, -1) : null;
    this.#emit('chat.message.deleted', { message, parent, hard, already });
  }

  #react({ user, kind, target }: Extract<ChatAct, { act: 'react' }>): void {
    const old = this.#pick(target);
    if (!old || old.deletedAt !== null) return;
    const version = this.offset + 1;
    const kinds = this.#reactions.get(old.id) ?? new Map<string, string[]>();
    const before = kinds.get(kind) ?? [];
    const added = !before.includes(user);
    const users = added ? [user, ...before] : before.filter((each) => each !== user);
    if (users.length > 0) kinds.set(kind, users);
    else kinds.delete(kind);
    this.#reactions.set(old.id, kinds);
    const reactions: ReactionSummary[] = [...kinds].map(([each, by]) => ({
      kind: each,
      count: by.length,
      userIds: by,
    }));
    this.#put({ ...old, reactions, version });
    const data = { channelId: 'c', messageId: old.id, userId: user, kind, reactions };
    this.#emit(added ? 'chat.reaction.added' : 'chat.reaction.removed', data);
  }

  #readOf(userId: string) {
    return { userId, offset: this.#reads.get(userId) ?? 0, readAt: at(0) };
  }

  #unread(user: string): { unreadCount: number; unreadMentions: number } {
    const unread = this.#messages.filter(
      ({ offset, parentId, userId, deletedAt }) =>
        offset > (this.#reads.get(user) ?? 0) && parentId === null && userId !== user && deletedAt === null,
    );
    return {
      unreadCount: Math.min(this.#unreadMax, unread.length),
      unreadMentions: Math.min(this.#unreadMax, unread.filter(({ mentions }) => mentions.includes(user)).length),
    };
  }

  #thread(root: Message, version: number, by: 1 | -1) {
    const threadCount = root.threadCount + by;
    const lastReplyAt = by > 0 ? at(version) : root.lastReplyAt;
    this.#put({ ...root, threadCount, lastReplyAt, version });
    return { id: root.id, threadCount, lastReplyAt };
  }

  #pick(target: number): Message | undefined {
    return this.#messages[target % Math.max(1, this.#messages.length)];
  }

  #put(message: Message): void {
    this.#history.push({ offset: message.version, message });
    this.#messages = this.#messages.map((each) => (each.id === message.id ? message : each));
  }

  #emit<Type extends keyof ChatEvents>(type: Type, data: ChatEvents[Type]): void {
    const offset = this.offset + 1;
    this.events.push({ ch: 'chat:c', epoch: 'e', offset, id: `e${offset}`, type, ts: at(offset), data } as AnyEvent);
  }
}
