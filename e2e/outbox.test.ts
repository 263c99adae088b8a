import { PulseClient } from '@pulse-io/client';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.js';
import { type Site, serveFixture } from './support/serve-fixture.js';

let server: MockServer;
let backend: PulseClient;
let site: Site;
let browser: Browser;
let context: BrowserContext;
let posts: string[];

beforeAll(async () => {
  site = await serveFixture('outbox');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  server = await createMockServer();
  backend = new PulseClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  context = await browser.newContext();
  posts = [];
  context.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.headers()['idempotency-key'] ?? '');
  });
});

afterEach(async () => {
  await context.close();
  backend.close();
  await server.close();
});

/** The page is served from memory, so that it can be read again with no network. */
async function open(user = 'ann'): Promise<Page> {
  const page = await context.newPage();
  const { token } = await backend.tokens.create({ identity: user });
  // What is loaded with the first use, such as the store, is there before a test takes the network away.
  await page.goto(`${site.url}?${new URLSearchParams({ user, token, url: server.url })}`, { waitUntil: 'networkidle' });
  return page;
}

const write = (page: Page, object: string) => page.evaluate((text) => window.post(text), object);
const shown = (page: Page) => page.getByRole('listitem').allInnerTexts();
const waitFor = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const stored = async (user = 'ann') =>
  (await backend.feeds.get(`user:${user}`).get({ limit: 100 })).data.map(({ object }) => object).reverse();
/** No network for the API, though the page itself can be read again. */
const cutOff = (away: boolean) =>
  away ? context.route(`${server.url}/**`, (route) => route.abort()) : context.unroute(`${server.url}/**`);

declare global {
  interface Window {
    post(object: string): void;
  }
}

describe('unsent posts in a browser', () => {
  test('written with no network, they are there and wait, and go out in order with the network', async () => {
    const page = await open();
    await write(page, 'before');
    await waitFor(page, 'before: sent');
    await context.setOffline(true);
    for (const object of ['one', 'two', 'three']) await write(page, object);
    await waitFor(page, 'three: pending');
    expect(await shown(page)).toEqual(['before: sent', 'one: pending', 'two: pending', 'three: pending']);
    await context.setOffline(false);
    await waitFor(page, 'three: sent');
    expect(await stored()).toEqual(['before', 'one', 'two', 'three']);
  });

  test('they survive a reload, and go out once each', async () => {
    const page = await open();
    await write(page, 'before');
    await waitFor(page, 'before: sent');
    await cutOff(true);
    for (const object of ['one', 'two', 'three']) await write(page, object);
    await waitFor(page, 'one: unconfirmed');
    await waitFor(page, 'three: pending');
    await page.reload();
    await waitFor(page, 'three: pending');
    expect((await shown(page)).slice(-3)).toEqual(['one: unconfirmed', 'two: pending', 'three: pending']);
    await cutOff(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await waitFor(page, 'three: sent');
    expect(await stored()).toEqual(['before', 'one', 'two', 'three']);
    await page.reload();
    await waitFor(page, 'three: sent');
    expect(await shown(page)).toEqual(['before: sent', 'one: sent', 'two: sent', 'three: sent']);
  });

  test('two tabs of one user show the same, and send nothing twice', async () => {
    const [first, second] = [await open(), await open()];
    await context.setOffline(true);
    for (const at of [1, 2, 3]) {
      await write(first, `first ${at}`);
      await waitFor(second, `first ${at}: pending`);
      await write(second, `second ${at}`);
      await waitFor(first, `second ${at}: pending`);
    }
    const order = ['first 1', 'second 1', 'first 2', 'second 2', 'first 3', 'second 3'];
    expect(await shown(first)).toEqual(order.map((object) => `${object}: pending`));
    await context.setOffline(false);
    for (const page of [first, second]) await waitFor(page, 'second 3: sent');
    expect(await stored()).toEqual(order);
    expect(new Set(posts).size).toBe(posts.length);
  });

  test('a tab that dies leaves its posts to the other', async () => {
    const [first, second] = [await open(), await open()];
    await context.setOffline(true);
    await write(first, 'left behind');
    await waitFor(second, 'left behind: pending');
    await first.close();
    await context.setOffline(false);
    await waitFor(second, 'left behind: sent');
    expect(await stored()).toEqual(['left behind']);
  });

  test('another user of the browser sees nothing of them', async () => {
    const ann = await open();
    await cutOff(true);
    await write(ann, 'hers');
    await waitFor(ann, 'hers: unconfirmed');
    await ann.close();
    await cutOff(false);
    const bob = await open('bob');
    await write(bob, 'his');
    await waitFor(bob, 'his: sent');
    expect(await shown(bob)).toEqual(['his: sent']);
    expect(await stored()).toEqual([]);
    await waitFor(await open(), 'hers: sent');
  });

  test('where storage is forbidden they wait in memory, and one warning tells', async () => {
    const warnings: string[] = [];
    context.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('It is forbidden here.', 'SecurityError');
      };
    });
    const page = await open();
    await context.setOffline(true);
    for (const object of ['one', 'two']) await write(page, object);
    await waitFor(page, 'two: pending');
    await context.setOffline(false);
    await waitFor(page, 'two: sent');
    expect(await stored()).toEqual(['one', 'two']);
    expect(warnings.filter((text) => text.includes('in memory only'))).toHaveLength(1);
  });
});
