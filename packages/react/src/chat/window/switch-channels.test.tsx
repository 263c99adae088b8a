import { StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../../styles/styles.css';
import { PulseProvider } from '../../provider/pulse-provider.js';
import { painted } from '../../testing/list-kit.js';
import { API_KEY, BASE_URL, mockKit } from '../../testing/mock-kit.js';
import { ChatWindow } from './chat-window.js';

const kit = mockKit();
const CHANNELS = 10;
const SWITCHES = 100;
const MB = 2 ** 20;

/** What the page holds after everything that can go is gone. */
async function held() {
  kit.mock.events.clear();
  for (let n = 0; n < 3; n++) {
    await painted();
    await cdp().send('HeapProfiler.collectGarbage');
  }
  const { metrics } = await cdp().send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { bytes: of('JSHeapUsedSize'), elements: of('Nodes'), listeners: of('JSEventListeners') };
}

test('one socket in StrictMode, and after 100 channel switches the page holds what it held', async () => {
  const [ada, bob] = [kit.name('ada'), kit.name('bob')];
  const bobs = kit.asUser(bob);
  const ids = Array.from({ length: CHANNELS }, (_, n) => kit.name(`room${n}`));
  for (const id of ids) {
    const channel = await kit.channel(id, bobs, [ada]);
    for (let n = 0; n < 5; n++) await channel.sendMessage({ text: `${id} says ${n}` });
  }
  const app = (channelId: string) => (
    <StrictMode>
      <PulseProvider apiKey={API_KEY} baseUrl={BASE_URL} identity={ada} onError={() => {}}>
        <div style={{ height: 400, display: 'grid' }}>
          <ChatWindow channelId={channelId} />
        </div>
      </PulseProvider>
    </StrictMode>
  );
  const screen = await render(app(ids[0] as string));
  const visit = async (n: number) => {
    const id = ids[n % CHANNELS] as string;
    await screen.rerender(app(id));
    await vi.waitFor(() => expect(screen.container.textContent).toContain(`${id} says 4`), { timeout: 5_000 });
  };
  await cdp().send('Performance.enable');
  for (let n = 0; n < 2 * CHANNELS; n++) await visit(n);
  expect(kit.sockets(ada)).toBe(1);
  const before = await held();
  for (let n = 0; n < SWITCHES; n++) await visit(n);
  expect(kit.sockets(ada), 'no socket was opened since').toBe(0);
  const after = await held();
  expect((after.bytes - before.bytes) / MB).toBeLessThan(4);
  expect(after.elements - before.elements).toBeLessThan(500);
  expect(after.listeners - before.listeners).toBeLessThan(90);
}, 60_000);
