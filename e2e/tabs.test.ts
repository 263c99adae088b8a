import { PulseClient } from '@pulse-io/client';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BareChromium, type BarePage, launchBareChromium } from './support/bare-chromium.js';
import { launchChromium } from './support/chromium.js';
import { type Site, serveFixture } from './support/serve-fixture.js';
import { countSockets, type SocketCounter } from './support/socket-counter.js';

const TAKEOVER = { timeout: 20_000 };

let site: Site;
let browser: Browser;
let server: MockServer;
let counter: SocketCounter;
let context: BrowserContext;
let writer: PulseClient;

beforeAll(async () => {
  site = await serveFixture('tabs');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  server = await createMockServer();
  counter = await countSockets(server.url);
  context = await browser.newContext();
  const { url: baseUrl, apiKey, apiSecret } = server;
  writer = new PulseClient({ apiKey, apiSecret, baseUrl });
});

afterEach(async () => {
  writer.close();
  await context.close();
  await counter.close();
  await server.close();
});

const post = (object: string) =>
  writer.feeds.get('user:writer').addActivity({ actor: 'user:writer', verb: 'post', object });

const addressOf = (query: string): string => {
  return `${site.url}?server=${encodeURIComponent(counter.url)}${query}`;
};

const connected = (page: Page) =>
  page.waitForFunction(() => {
    const { connection, feeds } = window.tab.pulse;
    return connection.state === 'connected' && feeds.get('user:writer').state.getSnapshot().status === 'ready';
  });

/** A tab that watches the writer's feed, and the scripts that it loaded. */
async function open(query = ''): Promise<Page & { scripts: string[] }> {
  const page = Object.assign(await context.newPage(), { scripts: [] as string[] });
  page.on('request', (request) => request.resourceType() === 'script' && page.scripts.push(request.url()));
  await page.goto(addressOf(query));
  await connected(page);
  return page;
}

const heard = (page: Page): Promise<string[]> => page.evaluate(() => window.tab.heard);

/** Waits for the last of them, and expects that each was heard once and in order. */
async function expectHeard(pages: Page[], objects: string[]): Promise<void> {
  for (const page of pages) {
    await page.waitForFunction((last) => window.tab.heard.includes(last), objects.at(-1) ?? '');
    expect(await heard(page)).toEqual(objects);
  }
}

describe('three tabs of one user', () => {
  test('are one socket to the server, and all of them hear a post', async () => {
    const pages = [await open(), await open(), await open()];
    await post('one');
    await post('two');
    await expectHeard(pages, ['one', 'two']);
    expect([counter.open, counter.total]).toEqual([1, 1]);
  });

  test('go on when the one that leads is closed, and hear what was posted meanwhile once', async () => {
    const [leader, ...others] = [await open(), await open(), await open()];
    await post('before');
    await expectHeard(others, ['before']);
    await Promise.all([leader?.close(), post('meanwhile')]);
    await vi.waitFor(() => expect([counter.open, counter.total]).toEqual([1, 2]), TAKEOVER);
    for (const page of others) await connected(page);
    await post('after');
    await expectHeard(others, ['before', 'meanwhile', 'after']);
    expect(counter.open).toBe(1);
  });

  test('go on when one that does not lead is closed', async () => {
    const [leader, follower, other] = [await open(), await open(), await open()];
    await follower.close();
    await post('one');
    await expectHeard([leader, other], ['one']);
    expect([counter.open, counter.total]).toEqual([1, 1]);
  });

  test('go offline and come back together', async () => {
    const pages = [await open(), await open(), await open()];
    await context.setOffline(true);
    for (const page of pages) await page.waitForFunction(() => window.tab.signals.includes('offline'));
    await post('in the dark');
    await context.setOffline(false);
    await expectHeard(pages, ['in the dark']);
    for (const page of pages) await connected(page);
    await post('after');
    await expectHeard(pages, ['in the dark', 'after']);
    await vi.waitFor(() => expect(counter.open).toBe(1), TAKEOVER);
  });
});

test('tabs of two users are two sockets', async () => {
  const pages = [await open(), await open('&user=bob'), await open('&user=bob')];
  await post('one');
  await expectHeard(pages, ['one']);
  expect(counter.open).toBe(2);
});

describe('a tab that shares nothing', () => {
  test('loads no code for it', async () => {
    const [alone, sharing] = [await open('&alone'), await open()];
    const shares = ({ scripts }: { scripts: string[] }) => scripts.some((script) => script.includes('shared-socket'));
    expect([shares(alone), shares(sharing)]).toEqual([false, true]);
    expect(counter.open).toBe(2);
  });

  test('opens another socket as soon as it is online again', async () => {
    const page = await open('&alone');
    await context.setOffline(true);
    await page.waitForFunction(() => window.tab.signals.includes('offline'));
    await post('in the dark');
    await context.setOffline(false);
    await expectHeard([page], ['in the dark']);
    await vi.waitFor(() => expect([counter.open, counter.total]).toEqual([1, 2]), TAKEOVER);
  });
});

describe('pages that are frozen or crash', () => {
  let bare: BareChromium;

  beforeAll(async () => {
    bare = await launchBareChromium();
  });

  afterAll(() => bare?.close());

  const isConnected = "window.tab?.pulse.connection.state === 'connected' && tab.heard";
  const openBare = async (query = ''): Promise<BarePage> => {
    const page = await bare.open(addressOf(query));
    await page.until(isConnected);
    return page;
  };
  const hears = async (pages: BarePage[], objects: string[]): Promise<void> => {
    for (const page of pages) {
      await page.until(`tab.heard.includes(${JSON.stringify(objects.at(-1))})`);
      expect(await page.evaluate('tab.heard')).toEqual(objects);
    }
  };

  test('lose the lead before they are frozen, and hear everything when they come back', async () => {
    const [leader, ...others] = [await openBare(), await openBare(), await openBare()];
    await leader.setLifecycle('frozen');
    await vi.waitFor(() => expect([counter.open, counter.total]).toEqual([1, 2]), TAKEOVER);
    await post('while it is frozen');
    await hears(others, ['while it is frozen']);
    expect(await leader.evaluate('[tab.heard, tab.signals]')).toEqual([[], ['freeze']]);
    await leader.setLifecycle('active');
    await hears([leader], ['while it is frozen']);
    await post('after');
    await hears([leader, ...others], ['while it is frozen', 'after']);
    expect(await leader.evaluate('tab.signals')).toEqual(['freeze', 'resume']);
    expect(counter.open).toBe(1);
    for (const page of [leader, ...others]) await page.close();
  });

  test('lose the lead when they crash', async () => {
    const [leader, ...others] = [await openBare(), await openBare(), await openBare()];
    leader.crash();
    await post('meanwhile');
    await vi.waitFor(() => expect([counter.open, counter.total]).toEqual([1, 2]), TAKEOVER);
    await hears(others, ['meanwhile']);
    for (const page of others) await page.close();
  });

  test('have no socket while they are frozen, and miss nothing', async () => {
    const page = await openBare('&alone');
    await page.setLifecycle('frozen');
    await vi.waitFor(() => expect(counter.open).toBe(0), TAKEOVER);
    await post('while it is frozen');
    await page.setLifecycle('active');
    await hears([page], ['while it is frozen']);
    expect([counter.open, counter.total]).toEqual([1, 2]);
    await page.close();
  });
});
