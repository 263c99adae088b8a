import type { Message } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import { chatAct } from '../../testing/chat-acts.js';
import { ChatServerModel } from '../../testing/chat-server-model.js';
import type { MessageRow } from '../message.js';
import { factsOf } from './facts-of.js';
import { emptyWindow, type MessageWindow, type PageFact, reduceWindow, type WindowFact } from './message-window.js';
import { WindowRows } from './window-rows.js';

const SELF = 'me';

const message = (offset: number, change: Partial<Message> = {}): Message => ({
  ...{ id: `m${offset}`, channelId: 'c', userId: 'bob', text: `text ${offset}`, attachments: [], linkPreviews: [] },
  ...{ mentions: [], custom: {}, replyTo: null, parentId: null, threadCount: 0, lastReplyAt: null, reactions: [] },
  ...{ pinnedAt: null, pinnedBy: null, createdAt: '2026-01-01T00:00:00.000Z', editedAt: null, deletedAt: null },
  ...{ offset, version: offset },
  ...change,
});
const told = (offset: number, change?: Partial<Message>): WindowFact => ({
  type: 'message',
  message: message(offset, change),
});
const page = (offsets: number[], change: Partial<PageFact> = {}): PageFact => ({
  ...{ type: 'page', data: offsets.map((offset) => message(offset)), next: null, previous: null },
  ...{ way: 'whole', cursor: null, since: 0 },
  ...change,
});
const reduce = (facts: WindowFact[], window = emptyWindow(null)): MessageWindow => facts.reduce(reduceWindow, window);
const rowsOf = (window: MessageWindow, rows = new WindowRows()): MessageRow[] => rows.all(window, SELF);
const ids = (window: MessageWindow): string[] => rowsOf(window).map(({ id }) => id);
const entry = (operation: string, request: unknown, state = 'pending'): OutboxEntry =>
  ({ id: 'e', lane: 'chat:c', operation, request, createdAt: 0, state, keep: false }) as unknown as OutboxEntry;
const unsent = (rows: MessageRow[], changes: Record<string, OutboxEntry[]> = {}): WindowFact => ({
  type: 'unsent',
  rows,
  changes: new Map(Object.entries(changes)),
});
const draft = (id: string): MessageRow => ({ ...message(0, { id }), status: 'pending' });

describe('a window onto the messages of a channel', () => {
  it('orders by offset, then by id, whatever came first', () => {
    const twins = [told(7, { id: 'z' }), told(7, { id: 'a' })];
    expect(ids(reduce([told(9), ...twins, told(2)]))).toEqual(['m2', 'a', 'z', 'm9']);
  });

  it('keeps the higher version of a message, and the very row where nothing is new', () => {
    const rows = new WindowRows();
    const window = reduce([told(3, { text: 'new', version: 5 })]);
    const [row] = rowsOf(window, rows);
    const again = reduce([told(3), told(3, { text: 'new', version: 5 })], window);
    expect(rowsOf(again, rows)[0]).toBe(row);
    expect(row).toMatchObject({ text: 'new', status: 'sent' });
  });

  it('puts what is not sent at the end, and takes its event for its success', () => {
    const window = reduce([unsent([draft('m4'), draft('x')]), told(2)]);
    expect(rowsOf(window).map(({ id, status }) => [id, status])).toEqual([
      ['m2', 'sent'],
      ['m4', 'pending'],
      ['x', 'pending'],
    ]);
    expect(ids(reduce([told(4)], window))).toEqual(['m2', 'm4', 'x']);
    expect(rowsOf(reduce([told(4)], window)).map(({ status }) => status)).toEqual(['sent', 'sent', 'pending']);
  });

  it('shows no message beyond what was read, since there may be others between', () => {
    const window = reduce([page([6, 5], { next: 'older', previous: 'newer' })]);
    expect([window.older, window.newer]).toEqual(['older', 'newer']);
    const more = reduce([told(2), told(9), unsent([draft('x')])], window);
    expect(ids(more)).toEqual(['m5', 'm6']);
    const since = window.count;
    const newer = reduce([page([8, 7], { way: 'newer', cursor: 'newer', next: 'x', since })], more);
    expect(ids(newer)).toEqual(['m5', 'm6', 'm7', 'm8', 'm9', 'x']);
    const older = reduce([page([4, 3], { way: 'older', cursor: 'older', since: more.count })], newer);
    expect(ids(older)).toEqual(['m3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'x']);
  });

  it('loses no message that came while the page was under way', () => {
    const window = reduce([page([6, 5], { previous: 'newer' })]);
    const since = window.count;
    const reached = page([7], { way: 'newer', cursor: 'newer', previous: null, since });
    expect(ids(reduce([told(8), reached], window))).toEqual(['m5', 'm6', 'm7', 'm8']);
  });

  it('drops what a page lacks, unless something newer than its request spoke of it', () => {
    const window = reduce([page([3, 2, 1])]);
    expect(ids(reduce([told(4), page([3, 1], { since: window.count })], window))).toEqual(['m1', 'm3', 'm4']);
  });

  it('ignores a page that goes on from a place that was left', () => {
    const window = reduce([page([6, 5], { next: 'new' })]);
    expect(ids(reduce([page([2], { way: 'older', cursor: 'old' })], window))).toEqual(['m5', 'm6']);
  });

  it('never brings a message back that was deleted for good', () => {
    const window = reduce([told(2), { type: 'deleted', id: 'm2', hard: true, at: '' }, told(2), page([3, 2])]);
    expect(ids(window)).toEqual(['m3']);
  });

  it('leaves the place of a deleted message as soon as the deletion is answered', () => {
    const window = reduce([told(2), { type: 'deleted', id: 'm2', hard: false, at: '2026-01-02T00:00:00.000Z' }]);
    expect(rowsOf(window)).toMatchObject([{ id: 'm2', text: '', deletedAt: '2026-01-02T00:00:00.000Z' }]);
  });

  it('keeps messages of threads out, and counts them', () => {
    const thread = { threadCount: 1, lastReplyAt: '2026-01-01T00:00:00.000Z' };
    const window = reduce([told(2), told(3, { parentId: 'm2' }), { type: 'thread', id: 'm2', version: 3, thread }]);
    expect(rowsOf(window)).toMatchObject([{ id: 'm2', threadCount: 1 }]);
  });

  it('shows the messages of a thread alone, and knows the one that it hangs on', () => {
    const window = reduce([told(2), told(3, { parentId: 'm2' }), told(4)], emptyWindow('m2'));
    expect(ids(window)).toEqual(['m3']);
    expect(new WindowRows().one(window, 'm2', SELF)).toMatchObject({ text: 'text 2' });
  });

  it('shows nothing of a channel that is out of sight', () => {
    expect(ids(reduce([told(2), unsent([draft('x')]), { type: 'lost' }]))).toEqual([]);
  });

  it('takes what is read after a loss of events, whatever its version', () => {
    const window = reduce([told(3, { text: 'old', version: 90 }), { type: 'doubted' }]);
    expect(rowsOf(window)).toMatchObject([{ text: 'old' }]);
    expect(rowsOf(reduce([page([3], { since: window.count })], window))).toMatchObject([{ text: 'text 3' }]);
  });

  it('bounds what it remembers beyond the window', () => {
    const reactions = Array.from(
      { length: 1_500 },
      (_, i): WindowFact => ({
        ...{ type: 'reactions', id: `r${i}`, version: i, reactions: [], own: null },
      }),
    );
    expect(reduce(reactions).known.size).toBe(1_000);
    const removals = Array.from(
      { length: 1_500 },
      (_, i): WindowFact => ({
        ...{ type: 'deleted', id: `r${i}`, hard: true, at: '' },
      }),
    );
    expect(reduce(removals).removed.size).toBe(1_000);
  });
});

describe('what is on its way', () => {
  const messageId = 'm2';
  const before = reduce([told(2, { reactions: [{ kind: '👍', count: 1, userIds: ['bob'] }], ownReactions: [] })]);
  const shown = (operation: string, request: object) =>
    rowsOf(reduce([unsent([], { m2: [entry(operation, request)] })], before));

  it('shows at once', () => {
    expect(shown('updateMessage', { body: { text: 'edit' } })).toMatchObject([{ text: 'edit', status: 'sent' }]);
    expect(shown('pinMessage', { body: {} })).toMatchObject([{ pinnedBy: SELF }]);
    expect(shown('deleteMessage', { params: { messageId }, query: {} })).toMatchObject([{ text: '' }]);
    expect(shown('deleteMessage', { params: { messageId }, query: { hard: 'true' } })).toEqual([]);
    expect(shown('reactToMessage', { body: { kind: '👍' } })).toMatchObject([
      { reactions: [{ kind: '👍', count: 2, userIds: [SELF, 'bob'] }], ownReactions: ['👍'] },
    ]);
    expect(shown('reactToMessage', { body: { kind: '🎉' } })).toMatchObject([
      { reactions: [{ kind: '👍' }, { kind: '🎉', count: 1, userIds: [SELF] }] },
    ]);
  });

  it('is the same row until it changes, and the old one when it was refused', () => {
    const rows = new WindowRows();
    const [old] = rowsOf(before, rows);
    const pin = entry('pinMessage', { body: {} });
    const once = reduce([unsent([], { m2: [pin] })], before);
    const [pinned] = rowsOf(once, rows);
    expect(rowsOf(reduce([unsent([], { m2: [pin] })], once), rows)[0]).toBe(pinned);
    expect(rowsOf(reduce([unsent([])], once), rows)[0]).toBe(old);
  });

  it('is not counted twice when its event comes before its answer', () => {
    const reactions = [{ kind: '👍', count: 2, userIds: [SELF, 'bob'] }];
    const own = { version: 9, kind: '👍', added: true };
    const window = reduce([{ type: 'reactions', id: 'm2', version: 9, reactions, own }], before);
    const both = reduce([unsent([], { m2: [entry('reactToMessage', { body: { kind: '👍' } })] })], window);
    expect(rowsOf(both)).toMatchObject([{ reactions: [{ count: 2 }], ownReactions: ['👍'] }]);
  });
});

describe('the same facts in any order', () => {
  /** A step of the network, or of somebody in the channel. */
  const step = fc.oneof(
    { arbitrary: chatAct([SELF, 'bob', 'eve']), weight: 6 },
    fc.constantFrom('deliver', 'ask', 'ask one' as const),
    fc.nat(9).map((nth) => ({ answer: nth })),
  );

  it('end in what the server lists, with the own reactions', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(null, 'm0001'), (steps, parentId) => {
        const server = new ChatServerModel(SELF, [SELF, 'bob', 'eve']);
        let window = emptyWindow(parentId);
        let delivered = 0;
        /** Answers on their way; they speak of the server when it took the question, and come in any order. */
        let asked: WindowFact[] = [];
        const take = (fact: WindowFact) => {
          window = reduceWindow(window, fact);
        };
        const whole = (): WindowFact[] => {
          const data = server.list(parentId);
          const root = parentId === null ? undefined : server.answer(parentId);
          const facts: WindowFact[] = [page([], { data, since: window.count })];
          return root ? [...facts, { type: 'message', message: root }] : facts;
        };
        const deliver = () => {
          const event = server.events[delivered];
          if (!event) return;
          delivered++;
          for (const fact of factsOf(event, SELF)) take(fact);
        };
        asked = whole();
        for (const each of steps) {
          if (each === 'deliver') deliver();
          else if (each === 'ask') asked.push(...whole());
          else if (each === 'ask one') {
            const one = server.list(parentId)[0];
            if (one) asked.push({ type: 'message', message: one });
          } else if ('answer' in each) {
            const [fact] = asked.splice(each.answer % Math.max(1, asked.length), 1);
            if (fact) take(fact);
          } else server.do(each);
        }
        while (delivered < server.offset) deliver();
        for (const fact of asked) take(fact);
        const rows = rowsOf(window).map(({ status, ...row }) => ({
          ...row,
          ownReactions: row.ownReactions?.toSorted(),
        }));
        const list = server.list(parentId).reverse();
        const expected = list.map((row) => ({ ...row, ownReactions: row.ownReactions?.toSorted() }));
        // A version that an event of a part raised is told with the next whole message.
        expect(rows.map(({ version, ...row }) => row)).toEqual(expected.map(({ version, ...row }) => row));
      }),
      { numRuns: 500 },
    );
  });
});
