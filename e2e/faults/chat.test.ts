import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatScenario } from './chat/chat-scenario.js';
import { runChatScenario } from './chat/run-chat-scenario.js';

test('chat is what the server has for everybody, whatever the network does', async () => {
  // What is loaded later takes real time, which the scenarios do not have.
  await import('../../packages/client/src/chat/live/open-chat.js');
  const property = fc.asyncProperty(chatScenario, async (scenario) => {
    expect(await runChatScenario(scenario)).toEqual([]);
  });
  await fc.assert(property, { numRuns: Number(process.env.PULSE_RUNS ?? 100), interruptAfterTimeLimit: 55_000 });
});
