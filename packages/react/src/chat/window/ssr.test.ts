import { Writable } from 'node:stream';
import { createElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { SsrChat } from '../../testing/ssr-chat.js';

const render = (dir: 'ltr' | 'rtl') =>
  new Promise<string>((resolve, reject) => {
    let html = '';
    const sink = new Writable({
      write(chunk, _, done) {
        html += chunk;
        done();
      },
      final(done) {
        resolve(html);
        done();
      },
    });
    const options = { channelId: 'general', apiKey: 'pulse_key_dev', identity: 'ada', dir };
    const { pipe } = renderToPipeableStream(createElement(SsrChat, options), {
      onError: reject,
      onAllReady: () => pipe(sink),
    });
  });

it.each(['ltr', 'rtl'] as const)(
  'a server renders a chat (%s) with no window, no network and no warning',
  async (dir) => {
    expect('window' in globalThis).toBe(false);
    const [network, warn] = [vi.spyOn(globalThis, 'fetch'), vi.spyOn(console, 'error')];
    const html = await render(dir);
    expect(html).toContain(`dir="${dir}"`);
    expect(html).toContain('pulse-message-skeletons');
    expect(html).toContain('<textarea');
    expect(html).not.toContain('pulse-messages-list');
    expect(html).not.toContain('pulse-empty');
    expect(network).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  },
);
