import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity, Page, Problem, Upload } from '@pulse-io/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMockServer, type MockServer, type MockServerOptions } from './create-mock-server.js';

describe('createMockServer', () => {
  const running: MockServer[] = [];
  const start = async (options?: MockServerOptions) => {
    const server = await createMockServer(options);
    running.push(server);
    return server;
  };
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  const read = async <T>({ url, apiKey, apiSecret }: MockServer, path: string) => {
    const headers = { 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret };
    return (await (await fetch(new URL(path, url), { headers })).json()) as T;
  };
  const devToken = async ({ url, apiKey }: MockServer) => {
    const headers = { 'x-pulse-key': apiKey, 'content-type': 'application/json' };
    return fetch(new URL('/v1/tokens/dev', url), { method: 'POST', headers, body: '{"identity":"maya"}' });
  };

  it('starts servers that know nothing of each other', async () => {
    const [seeded, empty] = [await start({ scenario: 'quickstart' }), await start()];
    expect((await read<Page<Activity>>(seeded, '/v1/feeds/timeline:maya')).data.length).toBeGreaterThan(0);
    expect(await read(empty, '/v1/feeds/timeline:maya')).toEqual({ data: [], next: null });
  });

  it('makes tokens for the bare key, but not in production', async () => {
    expect((await devToken(await start())).status).toBe(201);
    vi.stubEnv('NODE_ENV', 'production');
    const refused = await devToken(await start());
    expect(await refused.json()).toMatchObject({ code: 'dev_mode_only' } satisfies Partial<Problem>);
  });

  it('keeps its data in a folder', async () => {
    const data = mkdtempSync(join(tmpdir(), 'pulse-mock-'));
    const first = await start({ data, scenario: 'quickstart' });
    const before = await read<Page<Activity>>(first, '/v1/feeds/timeline:maya');
    await first.close();
    expect(await read(await start({ data }), '/v1/feeds/timeline:maya')).toEqual(before);
    await running.at(-1)?.close();
    rmSync(data, { recursive: true });
  });

  it('keeps uploaded files in the same folder', async () => {
    const data = mkdtempSync(join(tmpdir(), 'pulse-mock-'));
    const first = await start({ data });
    const headers = { 'x-pulse-key': first.apiKey, 'x-pulse-secret': first.apiSecret, 'content-type': 'text/plain' };
    const call = { method: 'POST', headers, body: 'kept' };
    const response = await fetch(`${first.url}/v1/uploads?name=a.txt`, call);
    const { url } = (await response.json()) as Upload;
    await first.close();
    const second = await start({ data });
    expect(await (await fetch(url.replace(first.url, second.url))).text()).toBe('kept');
    await second.close();
    rmSync(data, { recursive: true });
  });

  it('rejects with what to do when the port is taken or the scenario unknown', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(createMockServer({ port })).rejects.toThrow(`Port ${port} is taken`);
    await expect(createMockServer({ scenario: 'nothing' })).rejects.toThrow('Known are: quickstart');
  });

  it('closes once, however often it is asked to', async () => {
    const server = await start();
    await Promise.all([server.close(), server.close()]);
    await expect(fetch(new URL('/v1/health', server.url))).rejects.toThrow();
  });
});
