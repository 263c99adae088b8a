import { Writable } from 'node:stream';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { createElement, type ReactNode } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';

let server: MockServer;

beforeAll(async () => {
  server = await createMockServer({ fetchPage: null });
});

afterAll(() => server.close());

const stream = (app: ReactNode) =>
  new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        chunks.push(chunk);
        done();
      },
      final(done) {
        resolve(Buffer.concat(chunks).toString());
        done();
      },
    });
    const { pipe } = renderToPipeableStream(app, { onError: reject, onAllReady: () => pipe(sink) });
  });

const post = (path: string, body: object) => {
  const credentials = { 'X-Pulse-Key': server.apiKey, 'X-Pulse-Secret': server.apiSecret };
  const headers = { 'Content-Type': 'application/json', ...credentials };
  return fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
};

/** What the page shows, each time that it shows something else. */
function watchText(root: Element): string[] {
  const seen = [root.textContent ?? ''];
  const look = () => seen.at(-1) === root.textContent || seen.push(root.textContent ?? '');
  new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
  return seen;
}

describe('rendered by a server', () => {
  it('shows what the page shows while it hydrates, opens nothing, and then comes alive with no warning', async () => {
    expect('window' in globalThis).toBe(false);
    const members = [{ userId: 'ada' }, { userId: 'bob' }];
    await post('/v1/channels', { id: 'general', type: 'messaging', name: 'General', members, userId: 'bob' });
    await post('/v1/channels/general/messages', { text: 'Hello', userId: 'bob' });
    server.events.clear();
    const warn = vi.spyOn(console, 'error');
    /** Loaded anew: a page shares no context with its server. */
    const app = async () => {
      vi.resetModules();
      const { SsrApp } = await import('../testing/ssr-app.js');
      const { apiKey, url: baseUrl } = server;
      return createElement(SsrApp, { channelId: 'general', apiKey, baseUrl, identity: 'ada' });
    };

    const html = await stream(await app());
    expect(html).toContain('&quot;status&quot;:&quot;loading&quot;');
    expect(server.events.all()).toEqual([]);

    const { WebSocket, Event, EventTarget, MessageEvent, AbortController, AbortSignal } = globalThis;
    const { teardown } = await builtinEnvironments.jsdom.setup(globalThis, {});
    // For the network the platform's own.
    Object.assign(globalThis, { WebSocket, Event, EventTarget, MessageEvent, AbortController, AbortSignal });
    const root = document.createElement('div');
    root.innerHTML = html;
    const seen = watchText(root);
    const { hydrateRoot } = await import('react-dom/client');
    const onRecoverableError = vi.fn();
    const hydrated = hydrateRoot(root, await app(), { onRecoverableError });
    await vi.waitFor(() => expect(root.textContent).toContain('"messages":["Hello"]'), { timeout: 5_000 });
    await vi.waitFor(() => expect(root.textContent).toContain('"connection":"connected"'));
    expect(seen.every((text) => text.includes('"status"'))).toBe(true);
    expect(onRecoverableError).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
    const sockets = server.events.all().filter((event) => event.kind === 'socket' && event.state === 'connected');
    expect(sockets).toHaveLength(1);

    hydrated.unmount();
    await vi.waitFor(() =>
      expect(server.events.all().some((event) => event.kind === 'socket' && event.state === 'closed')).toBe(true),
    );
    await teardown(globalThis);
  });
});
