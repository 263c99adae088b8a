import { expect } from '@pulse-io/mock-server/vitest';
import { test, watch } from './test.js';

const SOON = { timeoutMs: 50 };

test('another text', async ({ client }) => {
  const [maya, leo] = [client('maya'), client('leo')];
  await watch(leo);
  const channel = await watch(maya);
  await channel.startTyping();
  await channel.sendMessage({ text: 'Hello' });
  await expect(leo).toHaveReceived('chat.message.new', { text: 'Hello' });
  await expect(leo).toHaveReceived('chat.message.new', { text: expect.stringMatching(/^Hi/), userId: 'maya' }, SOON);
});

test('no socket', async ({ server, client }) => {
  await server.chat.channel('quickstart').sendMessage({ text: 'Hi', userId: 'nora' });
  await expect(client('leo')).toHaveReceived('chat.message.new', { text: 'Hi' }, SOON);
});

test('received after all', async ({ server, client }) => {
  const leo = client('leo');
  await watch(leo);
  await server.chat.channel('quickstart').sendMessage({ text: 'Hi', userId: 'nora' });
  await expect(leo).not.toHaveReceived('chat.message.new', { text: 'Hi' });
});

test('too often', async ({ server, client }) => {
  const leo = client('leo');
  await watch(leo);
  for (const text of ['Hi', 'Hi']) await server.chat.channel('quickstart').sendMessage({ text, userId: 'nora' });
  await expect(leo).toHaveReceivedTimes('chat.message.new', 1, { text: 'Hi' });
});

test('another code', async ({ mock, client }) => {
  mock.faults.failNext('sendMessage', { code: 'forbidden' });
  const channel = await watch(client('maya'));
  await channel.sendMessage({ text: 'Hi' }).catch(() => {});
  await expect(mock).toHaveHandled('sendMessage', { code: 'conflict', user: 'maya', ...SOON });
});

test('an unknown route', async ({ mock }) => {
  await expect(mock).toHaveHandled('POST /v1/nothing');
});

test('no client', async () => {
  await expect({}).toHaveReceived('chat.message.new');
});

test('no mock', async () => {
  await expect({}).toHaveHandled('sendMessage');
});

test('nobody answers', async ({ mock, client }) => {
  const leo = client('leo');
  await watch(leo);
  mock.faults.add({ kind: 'latency', ms: 60_000 });
  const page = leo.feeds.get('user:nora').get();
  page.catch(() => {});
  await expect(leo).not.toHaveReceived('chat.message.new');
});
