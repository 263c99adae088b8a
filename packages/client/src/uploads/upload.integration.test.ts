import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { uploadRoutes } from '@pulse-io/protocol/chat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveConfig } from '../config.js';
import { QuietLogger } from '../testing/fakes.js';
import { Http } from '../transport/http.js';
import { routes } from '../transport/route-table.js';
import { TokenSource } from '../transport/token-source.js';
import { type UploadOptions, upload } from './upload.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('upload', () => {
  let server: MockServer;
  beforeAll(async () => {
    server = await createMockServer();
  });
  afterAll(() => server.close());

  const token = async () => {
    const headers = { 'x-pulse-key': server.apiKey, 'content-type': 'application/json' };
    const call = { method: 'POST', headers, body: '{"identity":"maya"}' };
    const response = await fetch(`${server.url}/v1/tokens/dev`, call);
    return ((await response.json()) as { token: string }).token;
  };
  const send = (file: Blob | Uint8Array<ArrayBuffer>, options: UploadOptions = {}, fetchBy?: typeof fetch) => {
    const { url: baseUrl, apiKey } = server;
    const config = resolveConfig({ apiKey, baseUrl, tokenProvider: token, fetch: fetchBy, random: () => 0 });
    return upload(
      {
        http: new Http(config, new TokenSource(config), async () => Object.assign(routes, uploadRoutes)),
        logger: new QuietLogger(),
      },
      file,
      options,
    );
  };

  it('sends a file as its user, with its own name and type', async () => {
    const progress: number[] = [];
    const file = new File(['hello'], 'grüße.txt', { type: 'text/plain' });
    const answer = await send(file, { onProgress: ({ sentBytes }) => progress.push(sentBytes) });
    expect(answer).toMatchObject({ name: 'grüße.txt', mimeType: 'text/plain', size: 5 });
    expect(await (await fetch(answer.url)).text()).toBe('hello');
    expect(progress).toEqual([5]);
  });

  it('is repeated under one key when an answer is lost, and keeps one file', async () => {
    const ids: string[] = [];
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      ids.push(((await response.clone().json()) as { id: string }).id);
      if (ids.length === 1) throw new TypeError('lost');
      return response;
    };
    const answer = await send(utf8('once'), { name: 'a.txt', mimeType: 'text/plain' }, losing);
    expect(ids).toEqual([answer.id, answer.id]);
  });

  it('rejects with the code of the server, and with aborted', async () => {
    await expect(send(utf8('x'), { name: 'a.png', mimeType: 'image/png' })).rejects.toMatchObject({
      code: 'unsupported_media_type',
      retryable: false,
    });
    const signal = AbortSignal.abort();
    await expect(send(utf8('x'), { mimeType: 'text/plain', signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is not ended by a listener that throws', async () => {
    const onProgress = () => {
      throw new Error('of the app');
    };
    expect((await send(utf8('x'), { mimeType: 'text/plain', onProgress })).size).toBe(1);
  });
});
