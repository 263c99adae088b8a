import type { ChannelEvent } from '@pulse-io/protocol';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.js';
import { Outbox } from './outbox.js';
import { SessionChannel } from './session-channel.js';

function open() {
  const sent: string[] = [];
  let lost = 0;
  const socket = { send: (text: string) => void sent.push(text), close: () => {}, bufferedAmount: 0 };
  const channel = new SessionChannel({
    sessionId: 'mine',
    outbox: new Outbox(socket, () => {}),
    endOf: () => null,
    onEnd: () => lost++,
  });
  return { sent, channel, lost: () => lost };
}
const event = (text: string): Delivery => ({ kind: 'event', event: {} as ChannelEvent, text });
const ephemeral = (text: string, from: string | null): Delivery => ({ kind: 'ephemeral', from, text });

test('events wait for the answer, and ephemerals do not outlive the wait', () => {
  const { sent, channel } = open();
  channel.deliver(event('1'));
  channel.deliver(ephemeral('typing', 'other'));
  channel.deliver(event('2'));
  expect(sent).toEqual([]);
  channel.start();
  channel.deliver(event('3'));
  expect(sent).toEqual(['1', '2', '3']);
});

test('ephemerals go to everybody but the session that sent them', () => {
  const { sent, channel } = open();
  channel.start();
  channel.deliver(ephemeral('own', 'mine'));
  channel.deliver(ephemeral('other', 'other'));
  channel.deliver(ephemeral('http', null));
  expect(sent).toEqual(['other', 'http']);
});

test('a loss is told after the answer, and an end lets go and passes nothing on', () => {
  const { sent, channel, lost } = open();
  channel.deliver({ kind: 'lost' });
  expect(lost()).toBe(0);
  channel.start();
  expect(lost()).toBe(1);
  let released = 0;
  channel.keep(() => released++);
  channel.end();
  channel.keep(() => released++);
  channel.deliver(event('late'));
  expect([released, sent]).toEqual([2, []]);
});
