import { describe, expect, it } from 'vitest';
import { createFetch } from './create-fetch.js';

describe('a fetch in process', () => {
  const echo = {
    fetch: async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`),
  };

  it('takes an address or a request, with its method', async () => {
    const fetch = createFetch(echo, 'http://pulse.mock');
    expect(await (await fetch('http://pulse.mock/a', { method: 'POST' })).text()).toBe('POST /a');
    expect(await (await fetch(new URL('http://pulse.mock/b'))).text()).toBe('GET /b');
    expect(await (await fetch(new Request('http://pulse.mock/c', { method: 'PUT' }))).text()).toBe('PUT /c');
  });

  it('rejects with a TypeError where the connection is broken off, and for other places', async () => {
    const broken = createFetch({ fetch: async () => Response.error() }, 'http://pulse.mock');
    await expect(broken('http://pulse.mock/')).rejects.toThrow(TypeError);
    await expect(createFetch(echo, 'http://pulse.mock')('http://elsewhere/')).rejects.toThrow('only http://pulse.mock');
  });

  it('rejects with the reason of its signal, before and while it waits', async () => {
    const reason = new Error('enough');
    let calls = 0;
    const silent = createFetch(
      {
        fetch: () => {
          calls++;
          return new Promise(() => {});
        },
      },
      'http://pulse.mock',
    );
    await expect(silent('http://pulse.mock/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(calls).toBe(0);
    const controller = new AbortController();
    const waiting = silent('http://pulse.mock/', { signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
