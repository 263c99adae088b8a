import { expect } from '@pulse-io/mock-server/vitest';
import { describe, vi } from 'vitest';
import { test, watch } from './test.js';

describe.concurrent('side by side', () => {
  test.for(Array.from({ length: 8 }, (_, at) => at))('no. %i', async (at, { mock, client, expect }) => {
    const [maya, leo] = [client('maya'), client('leo')];
    await watch(leo);
    await (await watch(maya)).sendMessage({ text: `Hi ${at}` });
    await expect(leo).toHaveReceivedTimes('chat.message.new', 1);
    await expect(leo).toHaveReceived('chat.message.new', { text: `Hi ${at}` });
    await expect(mock).toHaveHandled('sendMessage', { times: 1 });
  });
});

test('with fake timers of vitest', async ({ client, onTestFinished }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const leo = client('leo');
  await watch(leo);
  await expect(leo).not.toHaveReceived('chat.message.new');
});
