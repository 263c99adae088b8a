import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sent } from './fixtures/uploads/main.js';
import { launchChromium } from './support/chromium.js';
import { type Site, serveFixture } from './support/serve-fixture.js';

/** On a line as slow as this, the letters take a second. */
const BYTES_PER_SECOND = 2_000_000;
const LETTERS = 2_000_000;

let server: MockServer;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await serveFixture('uploads');
  server = await createMockServer();
  browser = await launchChromium();
  page = await browser.newPage();
  const headers = { 'x-pulse-key': server.apiKey, 'content-type': 'application/json' };
  const call = { method: 'POST', headers, body: '{"identity":"maya"}' };
  const { token } = (await (await fetch(`${server.url}/v1/tokens/dev`, call)).json()) as { token: string };
  await page.goto(`${site.url}?${new URLSearchParams({ token, url: server.url })}`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
});

const send = (letters: number, type: string, abort = false): Promise<Sent> =>
  page.evaluate(([count, of, ends]) => window.send(count, of, ends), [letters, type, abort] as const);

describe('an upload from a page', () => {
  test('tells how far it is, and shows the file', async () => {
    const line = await page.context().newCDPSession(page);
    const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: BYTES_PER_SECOND };
    await line.send('Network.emulateNetworkConditions', limits);
    const { size, url = '', sent } = await send(LETTERS, 'text/plain');
    await line.detach();
    expect(size).toBe(LETTERS);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect(sent.filter((bytes) => bytes > 0 && bytes < LETTERS)).not.toEqual([]);
    expect(sent.at(-1)).toBe(LETTERS);
    const text = await page.evaluate(async (address) => (await (await fetch(address)).text()).length, url);
    expect(text).toBe(LETTERS);
  });

  test('rejects with the code that the server gives', async () => {
    expect(await send(10, 'image/png')).toMatchObject({ code: 'unsupported_media_type' });
    expect(await send(10, 'text/html')).toMatchObject({ code: 'unsupported_media_type' });
  });

  test('of more than the limit rejects with body_too_large', async () => {
    expect(await send(27_000_000, 'text/plain')).toMatchObject({ code: 'body_too_large' });
  });

  test('ends with aborted', async () => {
    expect(await send(20_000_000, 'text/plain', true)).toMatchObject({ code: 'aborted' });
  });

  test('made with no network is a network_error', async () => {
    await page.context().setOffline(true);
    expect(await send(10, 'text/plain')).toMatchObject({ code: 'network_error' });
    await page.context().setOffline(false);
  });
});
