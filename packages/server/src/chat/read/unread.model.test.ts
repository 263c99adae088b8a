import type { AnyEvent, ChannelReadAnswer, ChatChannelView, Message, MessagePage } from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type Following, followUnread, startFollowing } from '../../testing/follow-unread.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';

/** The first owns the channel; the third is at times shadow banned, and the last comes and goes. */
const USERS = ['alice', 'bob', 'carol', 'dave'] as const;
type User = (typeof USERS)[number];
type Type = 'messaging' | 'livestream';

const user = fc.constantFrom<User>(...USERS);
const which = fc.nat({ max: 30 });
const mentions = fc.uniqueArray(user, { maxLength: 2 });
const flag = fc.boolean();
const as = <T extends string>(value: T) => fc.constant(value);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: as('send'), user, which, inThread: flag, mentions }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: as('send'), user: as('carol'), which, inThread: fc.constant(false), mentions }),
  },
  { weight: 3, arbitrary: fc.record({ do: as('read'), user, which, all: flag }) },
  { weight: 2, arbitrary: fc.record({ do: as('edit'), which, mentions }) },
  { weight: 2, arbitrary: fc.record({ do: as('delete'), which, hard: flag }) },
  { weight: 1, arbitrary: fc.record({ do: as('come or go') }) },
  { weight: 2, arbitrary: fc.record({ do: as('shadow') }) },
  { weight: 2, arbitrary: fc.record({ do: as('follow'), user, late: flag }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Sent {
  id: string;
  author: User;
  offset: number;
  parentId: string | null;
  mentions: readonly string[];
  shadowed: boolean;
  deleted: 'not' | 'softly' | 'for good';
}

const readOf = ({ read, offset }: ChatChannelView, who: User): number =>
  read.find(({ userId }) => userId === who)?.offset ?? offset;

/** What is unread by definition, beside what the server and a client that follows its events make of it. */
class Model {
  readonly sent: Sent[] = [];
  /** How far users have read; whoever is missing has nothing unread. */
  readonly read = new Map<User, number>();
  readonly following = new Map<User, Following>();
  hasDave = false;
  isShadowed = false;
  readonly #t: TestBackend;
  readonly #calls: ReadonlyMap<User, Call>;
  readonly #id: string;
  readonly #type: Type;

  constructor(t: TestBackend, calls: ReadonlyMap<User, Call>, id: string, type: Type) {
    this.#t = t;
    this.#calls = calls;
    this.#id = id;
    this.#type = type;
  }

  async open(): Promise<void> {
    const members = ['bob', 'carol'].map((userId) => ({ userId }));
    const body = { id: this.#id, type: this.#type, members };
    await (this.#calls.get('alice') as Call)('POST', '/v1/channels', { body });
    for (const who of USERS) {
      await this.look(who);
      const start = this.following.get(who)?.readOffset;
      if (start !== null && start !== undefined) this.read.set(who, start);
    }
  }

  async take(one: Step): Promise<void> {
    switch (one.do) {
      case 'send':
        return this.#send(one.user, one.mentions, one.inThread ? this.#pick(one.which, true) : undefined);
      case 'read':
        return this.#read(one.user, one.all ? undefined : this.#pick(one.which));
      case 'edit':
        return this.#edit(this.#pick(one.which), one.mentions);
      case 'delete':
        return this.#delete(this.#pick(one.which), one.hard);
      case 'come or go':
        return this.#comeOrGo();
      case 'shadow':
        return this.#shadow();
      case 'follow':
        return this.check(one.user, one.late);
    }
  }

  /** Compares the definition with the server, and the server with a client that followed. */
  async check(who: User, late: boolean): Promise<void> {
    if (!this.#sees(who)) return;
    const readOffset = this.read.get(who) ?? Number.POSITIVE_INFINITY;
    const unread = this.sent.filter(
      ({ parentId, author, deleted, shadowed, offset }) =>
        parentId === null && author !== who && deleted === 'not' && !shadowed && offset > readOffset,
    );
    const mentioned = unread.filter((one) => one.mentions.includes(who));
    const counts = { who, unreadCount: unread.length, unreadMentions: mentioned.length };
    const { body: view } = await this.#call<ChatChannelView>(who, 'GET', '');
    expect({ who, unreadCount: view.unreadCount, unreadMentions: view.unreadMentions }).toEqual(counts);
    const before = this.following.get(who);
    if (!before) return this.look(who);
    const after = (await this.#events(who, late)).reduce(followUnread, before);
    if (after.isStale) return this.look(who);
    this.following.set(who, after);
    expect({ who, unreadCount: after.unreadCount, unreadMentions: after.unreadMentions }).toEqual(counts);
    expect(after.position).toBe(view.offset);
  }

  /** Takes what a client starts from. */
  async look(who: User): Promise<void> {
    if (!this.#sees(who)) return;
    const { body: view } = await this.#call<ChatChannelView>(who, 'GET', '');
    const { body: page } = await this.#call<MessagePage>(who, 'GET', '/messages?limit=100');
    this.following.set(who, startFollowing(who, view, page.data));
  }

  /** The events of the channel in their order, and the user's own ones before or after them. */
  async #events(who: User, late: boolean): Promise<AnyEvent[]> {
    const read = async (ch: string) => {
      const query = this.#t.storage.db.selectFrom('event').select(['channel as ch', 'offset', 'type', 'data']);
      const rows = await query.where('channel', '=', ch).orderBy('offset').execute();
      return rows
        .map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) }) as unknown as AnyEvent)
        .filter(({ data }) => !('channelId' in data) || data.channelId === this.#id);
    };
    const [own, shared] = [await read(`user:${who}`), await read(`chat:${this.#id}`)];
    return late ? [...shared, ...own] : [...own, ...shared];
  }

  #call<T>(who: User, method: string, path: string, body?: object) {
    return (this.#calls.get(who) as Call)<T>(method, `/v1/channels/${this.#id}${path}`, body ? { body } : {});
  }

  #sees(who: User): boolean {
    return who !== 'dave' || this.hasDave || this.#type === 'livestream';
  }

  /** A message that everybody sees. */
  #pick(n: number, isParent = false): Sent | undefined {
    const some = this.sent.filter(
      ({ deleted, shadowed, parentId }) =>
        deleted !== 'for good' && !shadowed && (!isParent || (parentId === null && deleted === 'not')),
    );
    return some[n % Math.max(1, some.length)];
  }

  async #send(author: User, names: readonly string[], parent: Sent | undefined): Promise<void> {
    if (!this.#sees(author)) return;
    const body = { text: 'Hello', mentions: names, ...(parent && { parentId: parent.id }) };
    const { body: message } = await this.#call<Message>(author, 'POST', '/messages', body);
    const { id, offset, parentId } = message;
    const shadowed = author === 'carol' && this.isShadowed;
    this.sent.push({ id, author, offset, parentId, mentions: message.mentions, shadowed, deleted: 'not' });
  }

  async #read(who: User, message: Sent | undefined): Promise<void> {
    if (!this.#sees(who) || message?.parentId) return;
    const { body } = await this.#call<ChannelReadAnswer>(who, 'POST', '/read', { messageId: message?.id });
    if (message) expect(body.offset).toBe(Math.max(message.offset, this.read.get(who) ?? 0));
    this.read.set(who, body.offset);
  }

  async #edit(message: Sent | undefined, names: readonly string[]): Promise<void> {
    if (message?.deleted !== 'not' || !this.#sees(message.author)) return;
    const change = { text: 'Hello again', mentions: names };
    const { body } = await this.#call<Message>(message.author, 'PATCH', `/messages/${message.id}`, change);
    // Under a shadow ban an edit to what others see goes nowhere.
    if (message.author !== 'carol' || !this.isShadowed) message.mentions = body.mentions;
  }

  async #delete(message: Sent | undefined, hard: boolean): Promise<void> {
    if (!message) return;
    expect((await this.#call('alice', 'DELETE', `/messages/${message.id}?hard=${hard}`)).status).toBe(200);
    const gone = hard ? this.sent.filter(({ parentId }) => parentId === message.id) : [];
    for (const one of [message, ...gone]) {
      one.deleted = hard ? 'for good' : one.deleted === 'not' ? 'softly' : one.deleted;
    }
  }

  async #comeOrGo(): Promise<void> {
    this.hasDave = !this.hasDave;
    if (this.hasDave) {
      await this.#call('alice', 'POST', '/members', { members: [{ userId: 'dave' }] });
      const { body: view } = await this.#call<ChatChannelView>('dave', 'GET', '');
      // Whoever has read a livestream before it joins goes on there.
      if (!this.read.has('dave')) this.read.set('dave', readOf(view, 'dave'));
    } else {
      await this.#call('alice', 'DELETE', '/members/dave');
      this.read.delete('dave');
    }
    // Whoever comes back to a channel that it did not see looks at it anew.
    if (this.#type === 'messaging') this.following.delete('dave');
  }

  async #shadow(): Promise<void> {
    this.isShadowed = !this.isShadowed;
    if (this.isShadowed) await this.#call('alice', 'POST', '/bans', { userId: 'carol', shadow: true });
    else await this.#call('alice', 'DELETE', '/bans/carol');
  }
}

describe.each(ENGINES.filter((engine) => engine !== 'disk'))('unread counts on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    const calls = new Map<User, Call>();
    let channels = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      for (const name of USERS) calls.set(name, await t.a.user(name));
    });
    afterAll(() => t.dispose());

    test('equal their definition, on the server and in a client that follows, whatever happens in whatever order', async () => {
      const type = fc.constantFrom<Type>('messaging', 'livestream');
      await fc.assert(
        fc.asyncProperty(type, fc.array(step, { maxLength: 30 }), async (kind, steps) => {
          const model = new Model(t, calls, `unread-${++channels}`, kind);
          await model.open();
          for (const one of steps) await model.take(one);
          for (const who of USERS) await model.check(who, false);
        }),
        { numRuns: engine === 'memory' ? 100 : 20 },
      );
    });
  });
});
