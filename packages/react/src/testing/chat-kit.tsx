import type { PulseClient } from '@pulse-io/client';
import type { ReactNode } from 'react';
import { PulseProvider } from '../provider/pulse-provider.js';
import { mockKit } from './mock-kit.js';

/** A channel of two users for each test. */
export function chatKit() {
  const kit = mockKit();

  /** Ada's page shows `children`; Bob is somewhere else. */
  async function open(messages: readonly string[] = []) {
    const [ada, bob] = [kit.name('ada'), kit.name('bob')];
    const id = kit.name('channel');
    const [adasClient, bobsClient] = [kit.asUser(ada), kit.asUser(bob)];
    const channel = await kit.channel(id, bobsClient, [ada]);
    for (const text of messages) await channel.sendMessage({ text });
    const wrap = (children: ReactNode, client: PulseClient = adasClient) => (
      <PulseProvider client={client} identity={ada} onError={() => {}}>
        {children}
      </PulseProvider>
    );
    return { id, ada, bob, adasClient, bobsClient, channel, wrap };
  }

  return { kit, open };
}
