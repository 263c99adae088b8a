import { StrictMode, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { useChannels } from '../chat/use-channels.js';
import { useComposer } from '../chat/use-composer.js';
import { useMessages } from '../chat/use-messages.js';
import { useThread } from '../chat/use-thread.js';
import { usePresence } from '../presence/use-presence.js';
import { useTyping } from '../presence/use-typing.js';
import { countHeld } from '../testing/count-held.js';
import { API_KEY, BASE_URL, mockKit } from '../testing/mock-kit.js';
import { PulseProvider } from './pulse-provider.js';

const kit = mockKit();

function Room({ id, userId }: { id: string; userId: string }) {
  const { messages, status } = useMessages(id);
  const { status: listed } = useChannels();
  const { status: threaded } = useThread(id, messages[0]?.id ?? 'none');
  const { setText } = useComposer(id);
  useTyping({ roomId: id });
  return (
    <button type="button" onClick={() => setText('Hello')}>
      {status} {listed} {threaded} {usePresence(userId)?.status} {messages.length}
    </button>
  );
}

function Switcher({ ids }: { ids: readonly string[] }) {
  const [at, setAt] = useState(0);
  return (
    <section>
      <Messages key={at} id={ids[at % ids.length] as string} />
      <button type="button" onClick={() => setAt(at + 1)}>
        Next
      </button>
    </section>
  );
}

function Messages({ id }: { id: string }) {
  const { messages, status } = useMessages(id);
  const { text } = useComposer(id);
  return (
    <p>
      {status} {messages.length} {text}
    </p>
  );
}

interface Heap {
  send(method: 'HeapProfiler.collectGarbage'): Promise<void>;
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number }>;
}

describe('a provider that is unmounted', () => {
  it('leaves no socket, no timer and no listener', async () => {
    const { held, stop } = countHeld();
    const [ada, bob] = [kit.name('ada'), kit.name('bob')];
    const owner = kit.asUser(bob);
    const id = kit.name('channel');
    const channel = await kit.channel(id, owner, [ada]);
    await channel.sendMessage({ text: 'Hello' });
    owner.close();
    await vi.waitFor(() => expect(held.size).toBe(0));
    const screen = await render(
      <StrictMode>
        <PulseProvider apiKey={API_KEY} baseUrl={BASE_URL} identity={ada}>
          <Room id={id} userId={bob} />
        </PulseProvider>
      </StrictMode>,
    );
    await expect.element(screen.getByText(/^ready ready ready \w+ 1$/)).toBeVisible();
    await screen.getByRole('button').click();
    expect(held.size).toBeGreaterThan(3);
    await screen.unmount();
    await vi.waitFor(() => expect(kit.openSockets(ada)).toBe(0));
    // What StrictMode made and dropped ends later by itself.
    await vi.waitFor(() => expect([...held]).toEqual([]), { timeout: 15_000 });
    stop();
  }, 20_000);
});

describe('a page that switches channels', () => {
  it('holds no more memory after 100 switches than before', async () => {
    const ada = kit.name('ada');
    const owner = kit.asUser(kit.name('owner'));
    const ids = [kit.name('first'), kit.name('second'), kit.name('third')];
    for (const id of ids) {
      const channel = await kit.channel(id, owner, [ada]);
      for (let i = 0; i < 25; i++) await channel.sendMessage({ text: `${i} `.repeat(200) });
    }
    const client = kit.asUser(ada);
    const screen = await render(
      <PulseProvider client={client}>
        <Switcher ids={ids} />
      </PulseProvider>,
    );
    const next = screen.getByText('Next').element() as HTMLButtonElement;
    const heap = cdp() as unknown as Heap;
    const usage = async () => {
      kit.mock.events.clear();
      await heap.send('HeapProfiler.collectGarbage');
      return (await heap.send('Runtime.getHeapUsage')).usedSize;
    };
    const turn = async (times: number) => {
      for (let i = 0; i < times; i++) {
        next.click();
        await vi.waitFor(() => expect(screen.container.textContent).toMatch(/^ready 25/), { interval: 5 });
      }
    };
    await turn(20);
    const before = await usage();
    await turn(100);
    const after = await usage();
    expect((after - before) / 1024).toBeLessThan(512);
  }, 60_000);
});
