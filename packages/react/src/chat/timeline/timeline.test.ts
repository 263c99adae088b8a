import type { MessageRow } from '@pulse-io/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline, type TimelineOptions } from './timeline.js';

const START = Date.UTC(2026, 0, 10, 12);
const MINUTE = 60_000;

/** A message of somebody, so many minutes after the start. */
const message = (offset: number, userId: string, minutes: number, more: Partial<MessageRow> = {}): MessageRow => ({
  id: `m${offset}`,
  channelId: 'general',
  userId,
  text: 'Hello',
  attachments: [],
  linkPreviews: [],
  mentions: [],
  custom: {},
  replyTo: null,
  parentId: null,
  threadCount: 0,
  lastReplyAt: null,
  reactions: [],
  pinnedAt: null,
  pinnedBy: null,
  createdAt: new Date(START + minutes * MINUTE).toISOString(),
  editedAt: null,
  deletedAt: null,
  offset,
  version: offset,
  status: 'sent',
  ...more,
});

const OPTIONS: TimelineOptions = { hasOlder: true, readOffset: null, userId: 'maya', timeZone: 'UTC' };
const draw = (messages: MessageRow[], options: Partial<TimelineOptions> = {}) =>
  createTimeline()(messages, { ...OPTIONS, ...options }).map((row) =>
    row.kind === 'message' ? `${row.first ? '┌' : '│'}${row.message.userId}${row.last ? '┘' : ''}` : row.kind,
  );

describe('the lines of a list', () => {
  it('groups what one writes in a row within minutes', () => {
    const messages = [
      message(1, 'leo', 0),
      message(2, 'leo', 1),
      message(3, 'maya', 2),
      message(4, 'leo', 3),
      message(5, 'leo', 20),
    ];
    expect(draw(messages)).toEqual(['day', '┌leo', '│leo┘', '┌maya┘', '┌leo┘', '┌leo┘']);
  });

  it('parts days where the reader is, and groups at midnight', () => {
    const messages = [message(1, 'leo', 11 * 60 + 58), message(2, 'leo', 12 * 60 + 1)];
    expect(draw(messages)).toEqual(['day', '┌leo┘', 'day', '┌leo┘']);
    expect(draw(messages, { timeZone: 'Asia/Kathmandu' })).toEqual(['day', '┌leo', '│leo┘']);
  });

  it('marks once where the unread begins, and never before the reader’s own', () => {
    const messages = [message(1, 'leo', 0), message(2, 'leo', 1), message(3, 'maya', 2), message(4, 'leo', 3)];
    expect(draw(messages, { readOffset: 1 })).toEqual(['day', '┌leo', 'unread', '┌leo┘', '┌maya┘', '┌leo┘']);
    expect(draw(messages.slice(2), { readOffset: 2 })).toEqual(['day', '┌maya┘', 'unread', '┌leo┘']);
    expect(draw(messages, { readOffset: 4 })).not.toContain('unread');
    // What was read last is not loaded.
    expect(draw(messages.slice(2), { readOffset: 1 })).not.toContain('unread');
    expect(draw([message(5, 'leo', 0, { status: 'pending' })], { readOffset: 1 })).not.toContain('unread');
  });

  it('says where a channel begins', () => {
    expect(draw([message(1, 'leo', 0)], { hasOlder: false })[0]).toBe('beginning');
    expect(draw([], { hasOlder: false })).toEqual([]);
  });

  it('keeps the objects of lines that say the same, whatever is added', () => {
    const anyMessages = fc.array(
      fc.record({ user: fc.constantFrom('maya', 'leo', 'nora'), gap: fc.integer({ min: 0, max: 900 }) }),
      { minLength: 3, maxLength: 30 },
    );
    fc.assert(
      fc.property(anyMessages, fc.nat(), fc.nat(), (list, from, to) => {
        let minutes = 0;
        const all = list.map(({ user, gap }, index) => {
          minutes += gap;
          return message(index + 1, user, minutes);
        });
        const start = from % all.length;
        const end = start + 1 + (to % (all.length - start));
        const timeline = createTimeline();
        const part = timeline(all.slice(start, end), OPTIONS);
        const whole = timeline(all, OPTIONS);
        const fresh = createTimeline()(all, OPTIONS);
        expect(whole).toEqual(fresh);
        expect(new Set(whole.map((row) => row.key)).size).toBe(whole.length);
        for (const row of part) {
          const now = fresh.find(({ key }) => key === row.key);
          if (JSON.stringify(now) === JSON.stringify(row)) expect(whole).toContain(row);
        }
      }),
      { numRuns: 200 },
    );
  });
});
