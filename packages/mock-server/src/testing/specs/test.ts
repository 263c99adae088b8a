import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { pulseTest } from '@pulse-io/mock-server/vitest';

export const test = pulseTest({
  createClient: (options: PulseClientOptions) => new PulseClient(options),
  scenario: 'quickstart',
});

export async function watch(pulse: PulseClient) {
  const channel = pulse.chat.channel('quickstart');
  await channel.watch();
  return channel;
}
