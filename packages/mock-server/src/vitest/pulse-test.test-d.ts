import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { describe, expectTypeOf, it } from 'vitest';
import { expect, type MockClientOptions, type PulseMock, pulseTest } from '../vitest.js';

interface MyTypes {
  message: { mood: string };
}

describe('pulseTest', () => {
  const test = pulseTest({ createClient: (options) => new PulseClient<MyTypes>(options), scenario: 'quickstart' });

  test('gives clients of the app’s own types', ({ client, server, mock }) => {
    expectTypeOf(client('maya')).toEqualTypeOf<PulseClient<MyTypes>>();
    expectTypeOf(server).toEqualTypeOf<PulseClient<MyTypes>>();
    expectTypeOf(mock).toEqualTypeOf<PulseMock>();
    // @ts-expect-error -- a user has a name
    client(7);
    // @ts-expect-error -- the options of createClient are those of a mock alone
    client('maya', { retry: false });
  });

  it('takes options for one client where createClient says which there are', () => {
    const typed = pulseTest({ createClient: (options: PulseClientOptions) => new PulseClient(options) });
    typed('', ({ client }) => {
      client('maya', { retry: false, timeoutMs: 100 });
      // @ts-expect-error -- not an option
      client('maya', { retries: 3 });
    });
  });

  it('hands createClient what a PulseClient takes', () => {
    expectTypeOf<MockClientOptions>().toExtend<PulseClientOptions>();
    pulseTest({
      createClient: (options) => {
        expectTypeOf(options).toEqualTypeOf<MockClientOptions>();
        return { close() {} };
      },
    });
    // @ts-expect-error -- what it makes can be closed
    pulseTest({ createClient: () => ({}) });
  });

  it('has its settings overridden by what they are', () => {
    test.override({ scenario: 'quickstart', transport: 'sockets', randomSeed: 7, time: { frozen: true } });
    test.override('transport', 'in-process');
    // @ts-expect-error -- another transport
    test.override('transport', 'pigeons');
    // @ts-expect-error -- a scenario is a name or a Scenario
    test.override({ scenario: 7 });
  });
});

describe('the matchers', () => {
  const client = {} as PulseClient;
  const mock = {} as PulseMock;

  it('know what each event has', () => {
    expectTypeOf(expect(client).toHaveReceived('chat.message.new', { text: 'Hi' })).toEqualTypeOf<Promise<void>>();
    void expect(client).toHaveReceived('chat.message.new', { message: { text: 'Hi' }, parent: null });
    void expect(client).toHaveReceived('chat.message.new', { text: expect.stringContaining('H') });
    void expect(client).toHaveReceived('feed.activity.added', { feed: 'user:maya', activity: { verb: 'post' } });
    void expect(client).toHaveReceived('feed.activity.added', { verb: 'post' });
    void expect(client).toHaveReceived('chat.read', { ch: 'chat:quickstart' });
    void expect(client).toHaveReceived('typing_started', { user: 'maya' });
    void expect(client).toHaveReceived('presence', { userId: 'maya', status: 'away' });
    void expect(client).not.toHaveReceived('chat.reaction.added', {}, { timeoutMs: 10 });
    void expect(client).toHaveReceivedTimes('chat.message.new', 2, { text: 'Hi' });
    // @ts-expect-error -- no such event
    void expect(client).toHaveReceived('chat.message.old');
    // @ts-expect-error -- no such field
    void expect(client).toHaveReceived('chat.message.new', { txt: 'Hi' });
    // @ts-expect-error -- a text
    void expect(client).toHaveReceived('chat.message.new', { text: 7 });
  });

  it('know routes and codes', () => {
    expectTypeOf(expect(mock).toHaveHandled('sendMessage')).toEqualTypeOf<Promise<void>>();
    void expect(mock).toHaveHandled('POST /v1/feeds/user:maya/activities', { status: 201, times: 1, user: 'maya' });
    void expect(mock).toHaveHandled('*', { status: expect.any(Number), code: 'forbidden' });
    // @ts-expect-error -- no such code
    void expect(mock).toHaveHandled('sendMessage', { code: 'no_such_code' });
    // @ts-expect-error -- neither an operation nor a line
    void expect(mock).toHaveHandled('sendMassage');
  });
});
