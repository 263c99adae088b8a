import { StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import '../../styles/styles.css';
import { PulseProvider } from '../../provider/pulse-provider.js';
import { API_KEY, BASE_URL, mockKit } from '../../testing/mock-kit.js';
import { ChatWindow } from './chat-window.js';

const kit = mockKit();

test('two chats in StrictMode open one socket, and read each channel once', async () => {
  const [ada, bob] = [kit.name('ada'), kit.name('bob')];
  const bobs = kit.asUser(bob);
  const ids = [kit.name('one'), kit.name('two')];
  for (const id of ids) {
    const channel = await kit.channel(id, bobs, [ada]);
    await channel.sendMessage({ text: `Hello ${id}` });
  }
  const screen = await render(
    <StrictMode>
      <PulseProvider apiKey={API_KEY} baseUrl={BASE_URL} identity={ada} onError={() => {}}>
        {ids.map((id) => (
          <div key={id} style={{ height: 300, display: 'grid' }}>
            <ChatWindow channelId={id} />
          </div>
        ))}
      </PulseProvider>
    </StrictMode>,
  );
  for (const id of ids) {
    await vi.waitFor(() => expect(screen.container.textContent).toContain(`Hello ${id}`), { timeout: 5_000 });
  }
  expect(kit.sockets(ada)).toBe(1);
  for (const id of ids) expect(kit.asked(ada, `chat:${id}`)).toEqual({ subs: 1, unsubs: 0 });
  expect(kit.requests('listMessages', ada)).toBe(ids.length);
  await screen.unmount();
  await vi.waitFor(() => expect(kit.openSockets(ada)).toBe(0), { timeout: 5_000 });
});
