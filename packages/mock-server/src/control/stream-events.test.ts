import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMockServer, type MockServer } from '../create-mock-server.js';

interface Told {
  id?: string;
  event?: string;
  data?: { seq: number; kind: string; path: string; run: string };
}

describe('the stream of what happens', () => {
  let server: MockServer;
  beforeEach(async () => {
    server = await createMockServer();
  });
  afterEach(() => server.close());

  const ping = (name: string) => fetch(`${server.url}/v1/health?${name}`, { headers: { connection: 'close' } });

  /** Reads the stream one message at a time. */
  async function listen(query = '', headers: Record<string, string> = {}) {
    const abort = new AbortController();
    const response = await fetch(`${server.url}/__mock/events/stream${query}`, { headers, signal: abort.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    async function next(): Promise<Told | null> {
      while (!text.includes('\n\n')) {
        const { done, value } = await reader.read();
        if (done) return null;
        text += decoder.decode(value, { stream: true });
      }
      const [message = '', ...rest] = text.split('\n\n');
      text = rest.join('\n\n');
      const fields = Object.fromEntries(message.split('\n').map((line) => line.split(/: (.*)/s)));
      return { ...fields, data: JSON.parse(fields.data) };
    }
    const start = await next();
    return { response, next, start, stop: () => abort.abort() };
  }

  it('tells what was and what comes, with its seq as the id', async () => {
    await ping('one');
    const { response, start, next, stop } = await listen();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(start).toMatchObject({ event: 'start', retry: '1000', data: { run: expect.any(String) } });
    expect(await next()).toMatchObject({ id: '1', data: { seq: 1, kind: 'request', path: '/v1/health?one' } });
    await ping('two');
    expect(await next()).toMatchObject({ id: '2', data: { path: '/v1/health?two' } });
    stop();
  });

  it('goes on after a place, by the header of a browser before the query', async () => {
    for (const name of ['one', 'two', 'three']) await ping(name);
    const paths = async (query: string, headers: Record<string, string> = {}) => {
      const { next, stop } = await listen(query, headers);
      const first = await next();
      stop();
      return first?.data?.path;
    };
    expect(await paths('?after=1')).toBe('/v1/health?two');
    expect(await paths('?after=0', { 'last-event-id': '2' })).toBe('/v1/health?three');
    expect(await paths('?after=2', { 'last-event-id': 'nonsense' })).toBe('/v1/health?three');
  });

  it('begins anew for whoever knows more than there is: it was another server', async () => {
    await ping('one');
    const { next, stop } = await listen('?after=900');
    expect(await next()).toMatchObject({ id: '1' });
    stop();
  });

  it('goes on when the log is cleared or all is reset', async () => {
    await ping('one');
    const { next, stop } = await listen();
    await next();
    await server.reset();
    await ping('two');
    expect(await next()).toMatchObject({ data: { path: '/v1/health?two' } });
    server.events.clear();
    await ping('three');
    expect(await next()).toMatchObject({ data: { path: '/v1/health?three' } });
    stop();
  });

  it('shows the kinds that are asked for', async () => {
    const { next, stop } = await listen('?kind=fault,event');
    server.faults.failNext('getHealth');
    await ping('one');
    expect(await next()).toMatchObject({ data: { kind: 'fault' } });
    stop();
  });

  it('lets go of a listener that has gone', async () => {
    const unsubscribed = Promise.withResolvers<void>();
    const { subscribe } = server.events;
    server.events.subscribe = (listener) => {
      const stop = subscribe(listener);
      return () => {
        stop();
        unsubscribed.resolve();
      };
    };
    const { stop } = await listen();
    stop();
    await unsubscribed.promise;
  });

  it('ends with the server, which does not wait for it', async () => {
    const { next } = await listen();
    const began = performance.now();
    await server.close();
    expect(await next()).toBeNull();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('holds nothing back for a listener that does not read', async () => {
    const abort = new AbortController();
    await fetch(`${server.url}/__mock/events/stream`, { signal: abort.signal });
    for (let at = 0; at < 300; at++) await ping('x'.repeat(2_000));
    const { next, stop } = await listen();
    for (let at = 1; at <= 300; at++) expect(await next()).toMatchObject({ id: `${at}` });
    stop();
    abort.abort();
  });
});
