import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { describe, vi } from 'vitest';
import { expect, pulseTest } from '../vitest.js';

const test = pulseTest({
  createClient: (options: PulseClientOptions) => new PulseClient(options),
  scenario: 'quickstart',
});

const watched = async (pulse: PulseClient) => {
  const channel = pulse.chat.channel('quickstart');
  await channel.watch();
  return channel;
};
const textsOf = (pulse: PulseClient) =>
  pulse.chat
    .channel('quickstart')
    .state.getSnapshot()
    .messages.map(({ text }) => text);

describe('a Pulse for each test', () => {
  for (const transport of ['in-process', 'sockets'] as const) {
    describe(transport, () => {
      test.override({ transport });

      test('lets one user see what another writes', async ({ mock, client }) => {
        const [maya, leo] = [client('maya'), client('leo')];
        await watched(leo);
        await (await watched(maya)).sendMessage({ text: 'Hi' });
        await expect(leo).toHaveReceived('chat.message.new', { text: 'Hi' });
        await expect(mock).toHaveHandled('sendMessage', { status: 201, user: 'maya', times: 1 });
      });

      test('begins with the seed data alone', async ({ client }) => {
        const leo = client('leo');
        await watched(leo);
        expect(textsOf(leo)).toHaveLength(2);
        await expect(leo).not.toHaveReceived('chat.message.new');
      });

      test('gives a server its secret', async ({ mock, server, client }) => {
        const leo = client('leo');
        await watched(leo);
        await server.feeds.get('user:nora').addActivity({ actor: 'user:nora', verb: 'post', object: 'note:9' });
        await expect(mock).toHaveHandled('addActivity', { user: 'server' });
      });

      test('moves the time of both sides by one clock', async ({ mock, client }) => {
        const [maya, leo] = [client('maya'), client('leo')];
        const [mine, theirs] = [await watched(maya), await watched(leo)];
        mock.clock.freeze();
        await mine.startTyping();
        await expect(leo).toHaveReceived('typing_started', { user: 'maya' });
        await vi.waitFor(() => expect(theirs.state.getSnapshot().typing).toHaveLength(1));
        mock.faults.halfOpenSockets({ user: 'maya' });
        await mock.clock.advance(10_000);
        expect(theirs.state.getSnapshot().typing).toEqual([]);
      });

      test('tries again what failed, when the time has come', async ({ mock, client }) => {
        const maya = client('maya');
        await maya.feeds.get('user:maya').get();
        mock.clock.freeze();
        mock.faults.failNext('listActivities', { times: 2 });
        const page = maya.feeds.get('user:nora').get();
        await expect(mock).toHaveHandled('listActivities', { status: 503, code: 'unavailable', times: 1 });
        await mock.clock.advance(30_000);
        expect((await page).data).toHaveLength(2);
        await expect(mock).toHaveHandled('listActivities', { status: 503, times: 2 });
      });

      test('comes back after its sockets were dropped, with what it missed', async ({ mock, client }) => {
        const [maya, leo] = [client('maya'), client('leo')];
        const [mine] = [await watched(maya), await watched(leo)];
        mock.clock.freeze();
        expect(mock.faults.dropSockets({ user: 'leo' })).toBe(1);
        await expect.poll(() => leo.connection.state).toBe('waiting');
        await mine.sendMessage({ text: 'Missed?' });
        await expect(leo).not.toHaveReceived('chat.message.new');
        await mock.clock.advance(20_000);
        await expect(leo).toHaveReceived('chat.message.new', { text: 'Missed?' });
        expect(textsOf(leo)).toContain('Missed?');
        expect(leo.connection.state).toBe('connected');
      });
    });
  }
});
