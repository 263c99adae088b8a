import { hydrateRoot } from 'react-dom/client';
import { renderToReadableStream } from 'react-dom/server.browser';
import { describe, expect, it, vi } from 'vitest';
import '../../styles/styles.css';
import { API_KEY, BASE_URL, mockKit } from '../../testing/mock-kit.js';
import { SsrChat } from '../../testing/ssr-chat.js';

const kit = mockKit();
/** Here server and page are one module; elsewhere they are not. */
const TWO_RENDERERS = /multiple renderers concurrently/;

/** What stands in the place of the messages. */
const shown = (root: Element): string =>
  ['message-skeletons', 'messages', 'empty', 'error']
    .filter((name) => root.querySelector(`.pulse-${name}`))
    .join(' and ');

describe.each(['ltr', 'rtl'] as const)('a chat that a server has rendered, %s', (dir) => {
  it('hydrates without a warning, goes from the skeleton to the messages, and moves nothing', async () => {
    const [ada, bob] = [kit.name('ada'), kit.name('bob')];
    const channelId = kit.name(`chat-${dir}`);
    const channel = await kit.channel(channelId, kit.asUser(bob), [ada]);
    for (let n = 0; n < 30; n++) await channel.sendMessage({ text: `Hello ${n}` });
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = <SsrChat dir={dir} channelId={channelId} apiKey={API_KEY} baseUrl={BASE_URL} identity={ada} />;
    const root = document.createElement('div');
    root.innerHTML = await new Response(await renderToReadableStream(app)).text();
    document.body.append(root);
    const composerAt = () => root.querySelector('form')?.getBoundingClientRect().top;
    const seen = [shown(root)];
    const places = [composerAt()];
    const note = (list: unknown[], what: unknown) => list.at(-1) === what || list.push(what);
    new MutationObserver(() => {
      note(seen, shown(root));
      note(places, composerAt());
    }).observe(root, { subtree: true, childList: true, attributes: true });

    const onRecoverableError = vi.fn();
    const page = hydrateRoot(root, app, { onRecoverableError });
    await vi.waitFor(() => expect(root.textContent).toContain('Hello 29'), { timeout: 5_000 });
    expect(seen).toEqual(['message-skeletons', 'messages']);
    expect(places).toHaveLength(1);
    const list = root.querySelector('.pulse-messages-list') as Element;
    await vi.waitFor(() => expect(list.scrollHeight - list.clientHeight - list.scrollTop).toBeLessThan(1));
    expect(getComputedStyle(root.querySelector('.pulse-chat') as Element).direction).toBe(dir);
    expect(onRecoverableError).not.toHaveBeenCalled();
    expect(log.mock.calls.filter(([message]) => !TWO_RENDERERS.test(String(message)))).toEqual([]);
    expect(kit.sockets(ada)).toBe(1);
    page.unmount();
    root.remove();
    log.mockRestore();
    await vi.waitFor(() => expect(kit.openSockets(ada)).toBe(0), { timeout: 5_000 });
  });
});
