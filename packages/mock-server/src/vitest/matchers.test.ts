import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { describe } from 'vitest';
import { feed, scenario } from '../scenarios.js';
import { expect, pulseTest } from '../vitest.js';

const test = pulseTest({
  createClient: (options: PulseClientOptions) => new PulseClient(options),
  scenario: 'quickstart',
});

const derive = promisify(pbkdf2);
const CHANNEL = 'quickstart';
const said = (text: string) => ({ text, userId: 'nora' });
const watch = (pulse: PulseClient) => pulse.chat.channel(CHANNEL).watch();

describe('toHaveReceived', () => {
  test('waits for what is still to come', async ({ server, client }) => {
    const leo = client('leo');
    await watch(leo);
    const received = expect(leo).toHaveReceived('chat.message.new', { text: expect.stringMatching(/^H/) });
    await server.chat.channel(CHANNEL).sendMessage(said('Hi'));
    await received;
  });

  test('takes a part of the data, of an object in it, and the channel', async ({ server, client }) => {
    const leo = client('leo');
    await watch(leo);
    await server.chat.channel(CHANNEL).sendMessage(said('Hi'));
    await expect(leo).toHaveReceived('chat.message.new', { parent: null, message: { text: 'Hi' } });
    await expect(leo).toHaveReceived('chat.message.new', { ch: `chat:${CHANNEL}`, parent: null });
    await expect(leo).not.toHaveReceived('chat.message.new', { message: { text: 'Ho' } });
    await expect(leo).not.toHaveReceived('chat.message.new', { ch: 'chat:other' });
  });

  test('tells clients of one user apart', async ({ server, client }) => {
    const [phone, laptop] = [client('leo'), client('leo')];
    await watch(phone);
    await server.chat.channel(CHANNEL).sendMessage(said('Hi'));
    await expect(phone).toHaveReceived('chat.message.new');
    await expect(laptop).not.toHaveReceived('chat.message.new');
    await expect(expect(laptop).toHaveReceived('chat.message.new', {}, { timeoutMs: 10 })).rejects.toThrow(
      'leo (2) was to receive chat.message.new, and did not within 10 ms.',
    );
  });

  test('counts what comes with a subscription, after the socket was gone', async ({ mock, server, client }) => {
    const leo = client('leo');
    await watch(leo);
    mock.clock.freeze();
    mock.faults.dropSockets();
    await server.chat.channel(CHANNEL).sendMessage(said('Missed'));
    await expect(leo).not.toHaveReceived('chat.message.new');
    await mock.clock.advance(20_000);
    await expect(leo).toHaveReceivedTimes('chat.message.new', 1, { text: 'Missed' });
  });

  test('counts a repeated frame once, and a lost one not at all', async ({ mock, server, client }) => {
    const leo = client('leo');
    await watch(leo);
    const channel = server.chat.channel(CHANNEL);
    mock.faults.add({ kind: 'frames', effect: 'repeat', event: 'chat.message.new', times: 1 });
    await channel.sendMessage(said('Twice'));
    await expect(leo).toHaveReceivedTimes('chat.message.new', 1);
    await expect(leo).not.toHaveReceivedTimes('chat.message.new', 2);
    mock.faults.add({ kind: 'frames', effect: 'lose', event: 'chat.message.new', times: 1 });
    await channel.sendMessage(said('Lost'));
    await expect(leo).not.toHaveReceived('chat.message.new', { text: 'Lost' });
  });

  test('knows changes of presence and signals', async ({ client }) => {
    const [maya, leo] = [client('maya'), client('leo')];
    await leo.presence.watch(['maya']);
    await Promise.all([watch(maya), watch(leo)]);
    await expect(leo).toHaveReceived('presence', { userId: 'maya', status: 'online' });
    await maya.presence.setBusy();
    await expect(leo).toHaveReceived('presence', { userId: 'maya', status: 'busy' });
    await maya.chat.channel(CHANNEL).startTyping();
    await expect(leo).toHaveReceived('typing_started', { user: 'maya', ch: `chat:${CHANNEL}` });
    await expect(maya).not.toHaveReceived('typing_started');
  });

  test('waits for what is under way before it says that nothing came', async ({ mock, client }) => {
    const [maya, leo] = [client('maya'), client('leo')];
    await Promise.all([watch(maya), watch(leo)]);
    mock.faults.add({ kind: 'latency', route: 'sendMessage', ms: 30 });
    void maya.chat.channel(CHANNEL).sendMessage({ text: 'Hi' });
    await expect(expect(leo).not.toHaveReceived('chat.message.new')).rejects.toThrow('was not to receive');
  });

  test('forgets with a reset', async ({ mock, server, client }) => {
    const leo = client('leo');
    await watch(leo);
    await server.chat.channel(CHANNEL).sendMessage(said('Hi'));
    await expect(leo).toHaveReceived('chat.message.new');
    await mock.reset();
    await expect(leo).not.toHaveReceived('chat.message.new', { text: 'Hi' });
  });
});

describe('toHaveHandled', () => {
  test('counts calls by route, outcome and user', async ({ mock, server, client }) => {
    mock.faults.failNext('listActivities', { code: 'unavailable' });
    mock.clock.freeze();
    const page = client('maya').feeds.get('user:nora').get();
    await expect(mock).toHaveHandled('listActivities', { status: 503, code: 'unavailable', user: 'maya' });
    await expect(mock).not.toHaveHandled('listActivities', { status: 200 });
    await mock.clock.advance(10_000);
    await page;
    await expect(mock).toHaveHandled('listActivities', { times: 2 });
    await expect(mock).toHaveHandled('GET /v1/feeds/user:nora', { status: 200, code: null, times: 1 });
    await expect(mock).toHaveHandled('listActivities', { user: 'server', times: 0 });
    await server.feeds.get('user:nora').get();
    await expect(mock).toHaveHandled('listActivities', { user: 'server' });
    await expect(expect(mock).not.toHaveHandled('listActivities', { user: 'server' })).rejects.toThrow(
      'The mock was not to handle listActivities, user "server"; it did so 1 times.',
    );
  });
});

describe('a clock that is moved', () => {
  test('waits for what takes real time, such as the check of a token', async ({ mock, client }) => {
    const leo = client('leo');
    await watch(leo);
    mock.clock.freeze();
    mock.faults.dropSockets();
    // The threads that check tokens have other things to do for a while.
    const busy = Array.from({ length: 8 }, () => derive('password', 'salt', 100_000, 64, 'sha512'));
    await mock.clock.advance(20_000);
    await Promise.all(busy);
    const opened = mock.events.all().filter((entry) => entry.kind === 'socket' && entry.state === 'opened');
    expect([opened.length, leo.connection.state]).toEqual([2, 'connected']);
  });

  test('does not wait for ever for what is never answered', async ({ mock, client }) => {
    const leo = client('leo');
    await watch(leo);
    mock.clock.freeze();
    mock.faults.halfOpenSockets();
    mock.faults.add({ kind: 'latency', route: 'listActivities', ms: 5_000 });
    const page = leo.feeds.get('user:nora').get();
    const typing = leo.chat.channel(CHANNEL).startTyping();
    await mock.clock.advance(4_900);
    await expect(mock).not.toHaveHandled('listActivities');
    await mock.clock.advance(60_000);
    expect((await page).data.length).toBeGreaterThan(0);
    await typing.catch(() => {});
    await mock.clock.advance(60_000);
    expect(leo.connection.state).toBe('connected');
  });
});

describe('isolation', () => {
  const closed: PulseClient[] = [];

  for (const turn of ['first', 'second']) {
    test(`of the ${turn} of two tests that are alike`, async ({ client }) => {
      for (const earlier of closed) expect(earlier.connection.state).toBe('closed');
      const maya = client('maya');
      closed.push(maya);
      const feed = maya.feeds.get('user:maya');
      await feed.watch();
      expect((await feed.get()).data).toEqual([]);
      await feed.addActivity({ actor: 'user:maya', verb: 'post', object: 'note:1' });
      expect(maya.connection.state).toBe('connected');
    });
  }

  describe('of a scenario', () => {
    test.override({
      scenario: scenario('alone', 'Maya has posted once.', [feed('user:maya').post({ text: 'Alone' })]),
    });

    test('of one’s own', async ({ client, mock }) => {
      const page = () => client('maya').feeds.get('user:maya').get();
      expect((await page()).data).toMatchObject([{ text: 'Alone' }]);
      await mock.reset({ scenario: 'quickstart' });
      expect((await page()).data).toEqual([]);
    });
  });
});
