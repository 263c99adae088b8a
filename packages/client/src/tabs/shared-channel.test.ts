import type { AnyEvent, Position, ServerFrame, SubscribeOk } from '@pulse-io/protocol';
import { expect, it } from 'vitest';
import { createError, type PulseError } from '../errors.js';
import type { Session } from '../transport/session.js';
import { SharedChannel } from './shared-channel.js';
import type { SaidFrame } from './tab-message.js';

const CH = 'feed:user:a';
const at = (offset: number, epoch = 'e1'): Position => ({ epoch, offset });
const eventAt = (offset: number, epoch = 'e1') => ({ ch: CH, epoch, offset }) as AnyEvent;
const fresh = (offset: number, epoch = 'e1'): SubscribeOk => ({ ...at(offset, epoch), recovered: false, events: [] });
const recovered = (offset: number, ...events: number[]): SubscribeOk => ({
  ...at(offset),
  recovered: true,
  events: events.map((each) => eventAt(each)),
});

/** A channel with a server that answers when the test says so. */
function open() {
  const asked: {
    verb: string;
    recover: Position | undefined;
    presence: boolean | undefined;
    ok(answer: SubscribeOk): void;
    err(error: PulseError): void;
  }[] = [];
  const told: string[] = [];
  const request = (verb: string, sub: { recover?: Position; presence?: boolean }, reply: object) =>
    asked.push({ verb, recover: sub.recover, presence: sub.presence, ...(reply as { ok(): void; err(): void }) });
  const describe = (frame: ServerFrame | SaidFrame) => {
    if ('ev' in frame) return `event ${frame.ev.offset}`;
    if ('unsubd' in frame) return `ended ${frame.unsubd.code}`;
    return `present ${'said' in frame && frame.said.answer.presence?.length}`;
  };
  const channel = new SharedChannel(CH, {
    session: { ended: false, request } as unknown as Session,
    tell: (frame, to = 'all') => told.push(`${to}: ${describe(frame)}`),
    onEmpty: () => told.push('empty'),
  });
  const ask = (from: string, recover?: Position, presence?: boolean) =>
    channel.ask({
      from,
      sub: { ch: CH, ...(recover ? { recover } : {}), ...(presence ? { presence } : {}) },
      reply: {
        ok: ({ offset, events }) => told.push(`${from}: at ${offset}${events.length > 0 ? ' with events' : ''}`),
        err: ({ code }) => told.push(`${from}: ${code}`),
      },
    });
  return { channel, ask, asked, told };
}

it('asks the server once for all who want the same', () => {
  const { channel, ask, asked, told } = open();
  ask('a');
  ask('b');
  asked[0]?.ok(fresh(3));
  channel.event(eventAt(4));
  ask('c');
  ask('d', at(4));
  expect(asked).toHaveLength(1);
  expect(told).toEqual(['a: at 3', 'b: at 3', 'c: at 4', 'd: at 4']);
});

it('lets everybody hear the events of an answer, which came to nobody else', () => {
  const { ask, asked, told } = open();
  ask('a', at(2));
  ask('b', at(2));
  ask('c', at(1));
  asked[0]?.ok(recovered(4, 3, 4));
  expect(told).toEqual(['all: event 3', 'all: event 4', 'a: at 4 with events', 'b: at 2']);
  expect(asked[1]?.recover).toEqual(at(1));
  asked[1]?.ok(recovered(4, 2, 3, 4));
  expect(told.at(-1)).toBe('c: at 4 with events');
});

it('asks the server for what it did not see itself', () => {
  const { channel, ask, asked } = open();
  ask('a');
  asked[0]?.ok(fresh(3));
  channel.event(eventAt(5));
  ask('a', at(3));
  expect(asked[1]?.recover).toEqual(at(3));
  ask('b', at(9));
  asked[1]?.ok(recovered(5, 4, 5));
  expect(asked[2]?.recover).toEqual(at(9));
});

it('makes the others ask when an answer leaves them behind', () => {
  const { ask, asked, told } = open();
  ask('a');
  asked[0]?.ok(fresh(3));
  ask('b', at(1));
  asked[1]?.ok(fresh(3));
  ask('b', at(1, 'e0'));
  asked[2]?.ok(fresh(5));
  expect(told).toEqual(['a: at 3', 'b: at 3', 'a: ended unavailable', 'b: at 5']);
});

it('tells the others when the server refuses, and asks for those who wait', () => {
  const { ask, asked, told } = open();
  ask('a');
  asked[0]?.ok(fresh(3));
  ask('b', at(1));
  ask('c');
  asked[1]?.err(createError({ code: 'storage_unavailable', message: '', retryable: true }));
  expect(told).toEqual(['a: at 3', 'a: ended storage_unavailable', 'b: storage_unavailable']);
  expect(asked[2]?.recover).toBeUndefined();
  asked[2]?.ok(fresh(3));
  expect(told.at(-1)).toBe('c: at 3');
});

it('asks each time where an answer tells who is present, and lets the others know', () => {
  const { ask, asked, told } = open();
  const presence = [{ userId: 'bob', status: 'online' as const, lastSeenAt: null, customStatus: null, activity: null }];
  ask('a', undefined, true);
  asked[0]?.ok({ ...fresh(3), presence });
  ask('b');
  expect(asked[1]).toMatchObject({ recover: at(3), presence: true });
  asked[1]?.ok({ ...recovered(4, 4), presence });
  expect(told).toEqual(['a: at 3', 'all: present 1', 'all: event 4', 'b: at 4 with events']);
});

it('unsubscribes with the last tab that wants it', () => {
  const { channel, ask, asked, told } = open();
  ask('a');
  ask('b');
  channel.leave('a');
  channel.leave('a');
  expect(told).toEqual([]);
  channel.leave('b');
  expect(told).toEqual(['empty']);
  expect(asked.map(({ verb }) => verb)).toEqual(['sub', 'unsub']);
});

it('starts anew with whoever still wants it after the server ended it', () => {
  const { channel, ask, asked, told } = open();
  ask('a');
  asked[0]?.ok(fresh(3));
  channel.lost();
  ask('b');
  expect(asked[1]?.recover).toBeUndefined();
  channel.leave('b');
  expect(told.at(-1)).toBe('empty');
});
