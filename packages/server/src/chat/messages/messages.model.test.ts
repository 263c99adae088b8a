import { type AnyEvent, createUlid, type Message, type ReactionSummary, type ThreadChange } from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type ChatRoom, type ChatWorld, createChatWorld, PEOPLE, type Person } from './messages.test-kit.js';

type Step = { by: Person; lane: number; nth: number } & (
  | { do: 'send'; parent: number | null; replyTo: number | null; mentions: Person[] }
  | { do: 'edit'; mentions: Person[] | undefined }
  | { do: 'delete'; hard: boolean }
  | { do: 'react' | 'unreact'; kind: string }
  | { do: 'pin' | 'unpin' }
);

const SLOTS = 8;
const slot = fc.nat(SLOTS - 1);
const mentions = fc.array(fc.constantFrom(...PEOPLE), { maxLength: 3 });
const base = { by: fc.constantFrom(...PEOPLE), lane: fc.nat(3), nth: slot };
const kind = fc.constantFrom('like', '🎉');
const aPart = fc.option(slot, { freq: 2, nil: null });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ ...base, do: fc.constant('send' as const), parent: aPart, replyTo: aPart, mentions }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...base,
      do: fc.constant('edit' as const),
      mentions: fc.option(mentions, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...base, do: fc.constant('delete' as const), hard: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ ...base, do: fc.constantFrom('react' as const, 'unreact' as const), kind }) },
  { weight: 2, arbitrary: fc.record({ ...base, do: fc.constantFrom('pin' as const, 'unpin' as const) }) },
);

const nextId = createUlid({ now: Date.now, random: Math.random });

async function run(room: ChatRoom, ids: readonly string[], action: Step, n: number): Promise<number> {
  const id = ids[action.nth] ?? '';
  const path = `/messages/${id}`;
  const call = async (method: string, suffix: string, body?: unknown) =>
    (await room.call(action.by, method, `${path}${suffix}`, body)).status;
  switch (action.do) {
    case 'send': {
      const idOf = (at: number | null) => (at === null ? undefined : ids[at]);
      const context = { parentId: idOf(action.parent), replyTo: idOf(action.replyTo) };
      return (await room.send(action.by, { id, text: `text ${n}`, mentions: action.mentions, ...context })).status;
    }
    case 'edit':
      return call('PATCH', '', { text: `edit ${n}`, mentions: action.mentions });
    case 'delete':
      return call('DELETE', `?hard=${action.hard}`);
    case 'react':
      return call('POST', '/reactions', { kind: action.kind });
    case 'unreact':
      return call('DELETE', `/reactions/${encodeURIComponent(action.kind)}`);
    case 'pin':
      return call('POST', '/pin', {});
    case 'unpin':
      return call('DELETE', '/pin');
  }
}

/** What a reader knows of a message: the newest word on each part of it. */
class Known {
  message: Message | null = null;
  thread: [number, ThreadChange] | null = null;
  reactions: [number, ReactionSummary[]] | null = null;
  isErased = false;

  get whole(): Message | null {
    if (!this.message || this.isErased) return null;
    const { version } = this.message;
    const [threadAt, thread] = this.thread ?? [0, null];
    const [reactedAt, reactions] = this.reactions ?? [0, null];
    return {
      ...this.message,
      ...(thread && threadAt > version ? { threadCount: thread.threadCount, lastReplyAt: thread.lastReplyAt } : {}),
      ...(reactions && reactedAt > version ? { reactions } : {}),
      version: Math.max(version, threadAt, reactedAt),
    };
  }
}

/** Applies events by version, in whatever order they come. */
function reduce(events: readonly AnyEvent[]): Message[] {
  const all = new Map<string, Known>();
  const of = (id: string): Known => all.get(id) ?? all.set(id, new Known()).get(id) ?? new Known();
  const newer = <T>(before: [number, T] | null, at: number, value: T): [number, T] =>
    before && before[0] > at ? before : [at, value];
  for (const { type, offset, data } of events) {
    if (type === 'chat.message.new' || type === 'chat.message.updated' || type === 'chat.message.deleted') {
      const known = of(data.message.id);
      if (!known.message || known.message.version < data.message.version) known.message = data.message;
      if (type === 'chat.message.deleted' && data.hard) known.isErased = true;
      if ('parent' in data && data.parent)
        of(data.parent.id).thread = newer(of(data.parent.id).thread, offset, data.parent);
    } else if (type === 'chat.reaction.added' || type === 'chat.reaction.removed') {
      of(data.messageId).reactions = newer(of(data.messageId).reactions, offset, data.reactions);
    }
  }
  // A thread goes with the message that it hangs on.
  return [...all.values()].flatMap(({ whole }) =>
    whole && !(whole.parentId !== null && all.get(whole.parentId)?.isErased) ? [whole] : [],
  );
}

const byPlace = (a: Message, b: Message) => b.offset - a.offset || (a.id < b.id ? 1 : -1);
const bare = ({ ownReactions: _, ...message }: Message): Message => message;

/** All that a reader is shown: the channel and every thread in it. */
async function readAll(room: ChatRoom, by: Person): Promise<Message[]> {
  const list = await room.listAll(by);
  const threads = await Promise.all(list.map(({ id }) => room.listAll(by, `&parentId=${id}`)));
  return [list, ...threads].flat();
}

/** Checks what is stored against what each part of it is by definition. */
async function checkRows({ t }: ChatWorld, channelId: string): Promise<void> {
  const { db } = t.storage;
  const rows = await db.selectFrom('chatMessage').selectAll().where('channelId', '=', channelId).execute();
  const mentioned = await db.selectFrom('chatMention').selectAll().where('channelId', '=', channelId).execute();
  for (const row of rows) {
    const thread = rows.filter((one) => one.parentId === row.id && one.shadowed === 0 && one.deletedAt === null);
    expect(row.threadCount).toBe(thread.length);
    const reacted = await db.selectFrom('chatReaction').selectAll().where('messageId', '=', row.id).execute();
    const summary = JSON.parse(row.reactions) as ReactionSummary[];
    for (const { kind: told, count, userIds } of summary) {
      const users = reacted.filter((one) => one.kind === told).map(({ userId }) => userId);
      expect([count, userIds.toSorted()]).toEqual([users.length, users.sort()]);
    }
    expect(new Set(summary.map((one) => one.kind))).toEqual(new Set(reacted.map((one) => one.kind)));
    const names = mentioned.filter(({ messageId }) => messageId === row.id);
    const wanted = (JSON.parse(row.mentions) as string[]).filter((name) => name !== row.userId);
    expect(names.map(({ userId, offset }) => [userId, offset]).sort()).toEqual(
      wanted.map((name) => [name, row.offset]).sort(),
    );
    if (row.deletedAt !== null)
      expect(row).toMatchObject({ text: '', pinnedAt: null, reactions: '[]', mentions: '[]' });
  }
  expect(mentioned.filter(({ messageId }) => !rows.some(({ id }) => id === messageId))).toEqual([]);
}

describe.each(ENGINES)('messages on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    beforeAll(async () => {
      world = await createChatWorld(engine);
    });
    afterAll(() => world.dispose());

    test('tell every reader the same, however calls overlap and whatever order events are applied in', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 5, maxLength: 40 }),
          fc.infiniteStream(fc.nat(1_000)),
          async (steps, order) => {
            const room = await world.open();
            await room.call('bob', 'POST', '/bans', { userId: 'dan', shadow: true });
            const ids = Array.from({ length: SLOTS }, nextId);
            const lanes = Map.groupBy(steps.entries(), ([, { lane }]) => lane);
            await Promise.all(
              [...lanes.values()].map(async (lane) => {
                for (const [n, action] of lane) {
                  expect([200, 201, 400, 403, 404, 409]).toContain(await run(room, ids, action, n));
                }
              }),
            );
            await checkRows(world, room.id);

            const events = await room.events();
            expect(events.map(({ offset }) => offset)).toEqual(events.map((_, n) => n + 1));
            for (const { type, offset, data } of events) {
              if ('message' in data) expect(data.message.version).toBe(offset);
              if (type === 'chat.message.new') expect(data.message.offset).toBe(offset);
            }

            const carol = (await readAll(room, 'carol')).map(bare);
            const shuffled = events
              .map((event) => ({ event, key: order.next().value ?? 0 }))
              .sort((a, b) => a.key - b.key)
              .map(({ event }) => event);
            expect(reduce(shuffled).sort(byPlace)).toEqual(carol.toSorted(byPlace));
            expect(carol.filter(({ userId }) => userId === 'dan')).toEqual([]);

            const [bob, dan] = [await readAll(room, 'bob'), await readAll(room, 'dan')];
            const seen = (reader: Message[]) => reader.filter(({ userId }) => userId !== 'dan').map(bare);
            for (const reader of [bob, dan])
              expect(seen(reader).filter(({ id }) => carol.some((m) => m.id === id))).toEqual(carol);
            for (const { id, ownReactions } of bob) {
              const own = await world.t.storage.db
                .selectFrom('chatReaction')
                .select('kind')
                .where('messageId', '=', id)
                .where('userId', '=', 'bob')
                .execute();
              expect(new Set(ownReactions)).toEqual(new Set(own.map((one) => one.kind)));
            }
            const pinned = (await room.listAll('bob', '&pinned=true')).map(({ id }) => id);
            expect(pinned.toSorted()).toEqual(bob.flatMap(({ id, pinnedAt }) => (pinnedAt ? id : [])).sort());
          },
        ),
        { numRuns: engine === 'memory' ? 60 : 15 },
      );
    }, 60_000);
  });
});
