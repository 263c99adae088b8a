import type { ChatChannelView } from '@pulse-io/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatAct } from '../../testing/chat-acts.js';
import { ChatServerModel } from '../../testing/chat-server-model.js';
import { type ChannelSummary, EMPTY_SUMMARY, readHeard, reduceSummary, type SummaryFact } from './channel-summary.js';
import { mentions } from './follow-view.js';

const SELF = 'me';
const USERS = [SELF, 'bob', 'eve'];

describe('what a user knows of a channel', () => {
  const step = fc.oneof(
    { arbitrary: chatAct(USERS), weight: 6 },
    fc.constantFrom('deliver', 'ask' as const),
    fc.nat(9).map((nth) => ({ answer: nth })),
  );

  it('is what the server says, whenever its answers come, with unread counted by the definition', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.boolean(),
        fc.nat(6),
        fc.boolean(),
        (steps, open, unreadMax, knows) => {
          const server = new ChatServerModel(SELF, USERS, open, unreadMax + 2);
          const counting = { self: SELF, unreadMax: unreadMax + 2 };
          let summary: ChannelSummary = EMPTY_SUMMARY;
          let delivered = 0;
          const take = (fact: SummaryFact) => {
            summary = reduceSummary(summary, fact, counting);
            if (summary.stale) ask();
          };
          const asked: SummaryFact[] = [{ type: 'view', view: server.view() }];
          const ask = () => asked.push({ type: 'view', view: server.view() });
          const deliver = () => {
            const event = server.events[delivered];
            if (!event) return;
            delivered++;
            // What a window that has read everything knows: the message as the events before left it.
            const before = knows && 'message' in event.data ? server.before(event.data.message.id, event.offset) : null;
            take({ type: 'heard', heard: { event, mentioned: before && mentions(before, SELF) } });
          };
          for (const each of steps) {
            if (each === 'deliver') deliver();
            else if (each === 'ask') ask();
            else if ('answer' in each) {
              const [fact] = asked.splice(each.answer % Math.max(1, asked.length), 1);
              if (fact) take(fact);
            } else {
              server.do(each);
              if (each.act === 'read' && each.user === SELF && server.read) {
                asked.push({ type: 'heard', heard: readHeard('c', server.read) });
              }
            }
          }
          while (delivered < server.offset) deliver();
          for (let fact = asked.shift(); fact; fact = asked.shift()) take(fact);
          // Where a read is told to the reader alone, how far others have read is as old as the view.
          const told = ({ version, offset, read, ...view }: ChatChannelView) => ({
            ...view,
            read: read.filter(({ userId }) => !open || userId === SELF),
          });
          expect(summary.stale).toBe(false);
          expect(told(summary.view as ChatChannelView)).toEqual(told(server.view()));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
