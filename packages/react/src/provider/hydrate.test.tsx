import { hydrateRoot } from 'react-dom/client';
import { renderToReadableStream } from 'react-dom/server.browser';
import { describe, expect, it, vi } from 'vitest';
import { API_KEY, BASE_URL, mockKit } from '../testing/mock-kit.js';
import { SsrApp } from '../testing/ssr-app.js';

const kit = mockKit();
/** Here server and page are one module; elsewhere they are not. */
const TWO_RENDERERS = /multiple renderers concurrently/;

describe('what a server has rendered', () => {
  it('hydrates without a warning, shows nothing else on the way, and comes alive', async () => {
    const [ada, bob] = [kit.name('ada'), kit.name('bob')];
    const id = kit.name('channel');
    const channel = await kit.channel(id, kit.asUser(bob), [ada]);
    await channel.sendMessage({ text: 'Hello' });
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = <SsrApp channelId={id} apiKey={API_KEY} baseUrl={BASE_URL} identity={ada} />;
    const stream = await renderToReadableStream(app);
    const root = document.createElement('div');
    root.innerHTML = await new Response(stream).text();
    document.body.append(root);
    const status = () => /"status":"(\w+)"/.exec(root.textContent ?? '')?.[1];
    const seen = [status()];
    const look = () => seen.at(-1) === status() || seen.push(status());
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });

    const onRecoverableError = vi.fn();
    const page = hydrateRoot(root, app, { onRecoverableError });
    await vi.waitFor(() => expect(root.textContent).toContain('"messages":["Hello"]'), { timeout: 5_000 });
    expect(seen).toEqual(['loading', 'ready']);
    expect(onRecoverableError).not.toHaveBeenCalled();
    expect(log.mock.calls.filter(([message]) => !TWO_RENDERERS.test(String(message)))).toEqual([]);
    expect(kit.sockets(ada)).toBe(1);
    page.unmount();
    root.remove();
    log.mockRestore();
  });
});
