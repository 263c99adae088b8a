import { PulseClient } from '@pulse-io/client';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PresencePage } from './fixtures/presence/main.js';
import { launchBareChromium } from './support/bare-chromium.js';
import { launchChromium } from './support/chromium.js';
import { type Site, serveFixture } from './support/serve-fixture.js';

declare global {
  interface Window {
    presencePage: PresencePage;
  }
}

/** Short enough that no heartbeat is missed while the pages' time runs ahead. */
const AFTER_MS = 10_000;

let site: Site;
let browser: Browser;
let server: MockServer;
let context: BrowserContext;
let watcher: PulseClient;
/** Of alice, as others see her. */
let statuses: string[];

beforeAll(async () => {
  site = await serveFixture('presence');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  server = await createMockServer();
  context = await browser.newContext();
  watcher = new PulseClient({ apiKey: server.apiKey, identity: 'bob', baseUrl: server.url });
  statuses = [];
  watcher.presence.on('status_changed', (userId, status) => userId === 'alice' && statuses.push(status));
  watcher.presence.watch(['alice']);
  await vi.waitFor(() => expect(watcher.connection.state).toBe('connected'));
});

afterEach(async () => {
  watcher.close();
  await context.close();
  await server.close();
});

const addressOf = (afterMs: number): string => {
  return `${site.url}?server=${encodeURIComponent(server.url)}&idle=${afterMs}`;
};

interface Tab extends Page {
  scripts: string[];
  /** What it told the server of idleness, over its own socket. */
  told: string[];
}

async function open(afterMs = AFTER_MS): Promise<Tab> {
  const page = Object.assign(await context.newPage(), { scripts: [] as string[], told: [] as string[] });
  page.on('request', (request) => request.resourceType() === 'script' && page.scripts.push(request.url()));
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { connect, signal } = JSON.parse(String(payload));
      if (connect) page.told.push(connect.idle ? 'connects away' : 'connects');
      else if (signal) page.told.push(signal.type);
    }),
  );
  await page.goto(addressOf(afterMs));
  await page.waitForFunction(() => window.presencePage.pulse.connection.state === 'connected');
  return page;
}

/** Resolves once the page watches for input, which it says to the other tabs. */
async function openWatching(others: Tab[] = []): Promise<Tab> {
  const page = await open();
  for (const other of others) await hears(other, 1);
  return page;
}

const hears = (page: Tab, count: number) =>
  page.waitForFunction((least) => window.presencePage.inputs.length >= least, count);
const isIdle = (page: Tab, idle: boolean) =>
  page.waitForFunction((value) => window.presencePage.pulse.presence.idle.getSnapshot() === value, idle);
const idleChanges = (page: Tab) => page.evaluate(() => window.presencePage.idle);

describe('two tabs of one user', () => {
  let tabs: [leader: Tab, follower: Tab];

  beforeEach(async () => {
    await context.clock.install();
    const leader = await openWatching();
    tabs = [leader, await openWatching([leader])];
    await vi.waitFor(() => expect(statuses).toEqual(['online']));
  });

  test('are online while there is input in one, away when there is none, and that is told once', async () => {
    const [leader, follower] = tabs;
    await context.clock.runFor(AFTER_MS - 2_000);
    await follower.mouse.move(10, 10);
    await hears(leader, 2);
    await context.clock.runFor(AFTER_MS - 2_000);
    expect([await idleChanges(leader), await idleChanges(follower)]).toEqual([[], []]);
    await context.clock.runFor(2_000);
    for (const tab of tabs) await isIdle(tab, true);
    await vi.waitFor(() => expect(statuses).toEqual(['online', 'away']));
    await follower.keyboard.press('a');
    for (const tab of tabs) await isIdle(tab, false);
    await vi.waitFor(() => expect(statuses).toEqual(['online', 'away', 'online']));
    expect([leader.told, follower.told]).toEqual([['connects', 'away', 'active'], []]);
  });

  test('stay away when the one that leads is closed', async () => {
    const [leader, follower] = tabs;
    await context.clock.runFor(AFTER_MS);
    for (const tab of tabs) await isIdle(tab, true);
    await vi.waitFor(() => expect(statuses).toEqual(['online', 'away']));
    await leader.close();
    await vi.waitFor(async () => {
      await context.clock.runFor(100);
      expect(follower.told).toEqual(['connects away']);
    });
    await follower.waitForFunction(() => window.presencePage.pulse.connection.state === 'connected');
    await follower.mouse.wheel(0, 10);
    await vi.waitFor(() => expect(statuses).toEqual(['online', 'away', 'online']));
    expect(follower.told).toEqual(['connects away', 'active']);
  });
});

test('a page out of sight is idle, and looked at again when it is shown', async () => {
  const bare = await launchBareChromium();
  try {
    const page = await bare.open(addressOf(500));
    await page.until("window.presencePage?.pulse.connection.state === 'connected'");
    const other = await bare.open('about:blank');
    await page.until("document.visibilityState === 'hidden' && presencePage.idle.at(-1) === true");
    await vi.waitFor(() => expect(statuses).toEqual(['online', 'away']));
    await other.close();
    await page.until("document.visibilityState === 'visible' && presencePage.idle.includes(false)");
    await vi.waitFor(() => expect(statuses.slice(0, 3)).toEqual(['online', 'away', 'online']));
  } finally {
    await bare.close();
  }
});

describe('the code for presence', () => {
  const loads = ({ scripts }: Tab, name: string) => scripts.some((script) => script.includes(name));

  test('is not loaded where it is not wanted', async () => {
    const [page, watching] = [await open(0), await open()];
    await vi.waitFor(() => expect(loads(watching, 'watch-input')).toBe(true));
    expect([loads(page, 'watch-input'), loads(page, 'rooms'), page.told]).toEqual([false, false, ['connects']]);
  });

  test('for rooms is asked for again when it did not come', async () => {
    await context.clock.install();
    const page = await open();
    await page.route(/rooms/, (route) => route.abort(), { times: 1 });
    const reported = page.waitForEvent('console', (line) => line.text().includes('presence cannot be heard'));
    await page.evaluate(() => window.presencePage.pulse.presence.watchRoom('lobby'));
    await reported;
    await context.clock.runFor(5_000);
    await page.waitForFunction(() => window.presencePage.pulse.presence.state.getSnapshot().rooms.lobby?.count === 1);
  });
});
