import { PulseClient } from '@pulse-io/client';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launchChromium } from './support/chromium.js';

const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/;
const EVIL = '<img src=x onerror="window.hacked=1">';

let browser: Browser;
let server: MockServer;
let problems: string[];
let clients: PulseClient[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await createMockServer();
  problems = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await Promise.all(browser.contexts().map((context) => context.close()));
  await server.close();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${server.url}/__mock`);
  await page.locator('#link', { hasText: 'Live' }).waitFor();
  return page;
}

async function connect(identity: string): Promise<PulseClient> {
  const client = new PulseClient({ apiKey: 'pulse_key_dev', identity, baseUrl: server.url });
  clients.push(client);
  await client.feeds.get(`timeline:${identity}`).watch();
  return client;
}

const post = (feed: string, text: string) =>
  fetch(`${server.url}/v1/feeds/${feed}/activities`, {
    method: 'POST',
    headers: {
      'x-pulse-key': server.apiKey,
      'x-pulse-secret': server.apiSecret,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ actor: 'user:maya', verb: 'post', object: 'note:1', text }),
  });
const row = (page: Page, text: string | RegExp) => page.locator('.row', { hasText: text });

describe('the page of the mock server', () => {
  test('shows requests, sockets and events the moment they happen, and what is in them', async () => {
    const page = await open();
    await page.getByText('Nothing has happened yet.').waitFor();
    await connect('maya');
    await row(page, /connected socket 1 maya/).waitFor();
    await row(page, /GET \/v1\/feeds\/timeline:maya maya 200/).waitFor();
    await post('user:maya', EVIL);
    await row(page, 'feed.activity.added').first().click();
    const detail = page.getByRole('region', { name: /event/ });
    await detail.getByText(JSON.stringify(EVIL)).waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'hidden' });
    expect(problems).toEqual([]);
  });

  test('filters by kind, user and text, pauses, and clears', async () => {
    const page = await open();
    await connect('maya');
    await post('user:leo', 'Hello');
    await row(page, /POST .*user:leo/).waitFor();
    await page.getByRole('button', { name: /Requests/ }).click();
    await row(page, /POST/).first().waitFor({ state: 'detached' });
    await row(page, 'feed.activity.added').first().waitFor();
    await page.getByRole('button', { name: /Requests/ }).click();
    await page.getByLabel('User', { exact: true }).selectOption('maya');
    await row(page, /user:leo/)
      .first()
      .waitFor({ state: 'detached' });
    await page.getByLabel('User', { exact: true }).selectOption('');
    await page.keyboard.press('/');
    await page.keyboard.type('nothing like this');
    await page.getByText('Nothing fits this filter.').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await row(page, /user:leo/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await post('user:nora', 'Hello');
    await page.getByText(/Paused, [1-9]\d* new/).waitFor();
    expect(await row(page, /user:nora/).count()).toBe(0);
    await page.getByRole('button', { name: 'Resume' }).first().click();
    await row(page, /user:nora/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    expect(server.events.all()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('drops a socket, and holds one half open', async () => {
    const page = await open();
    await connect('maya');
    await connect('leo');
    await page.getByRole('button', { name: 'Drop socket 1 of maya' }).click();
    await row(page, /closed socket 1 maya 1006/).waitFor();
    await page.getByRole('button', { name: 'Half-open socket 2 of leo' }).click();
    await page.getByText('half-open', { exact: true }).waitFor();
    expect(server.faults.openSockets()).toContainEqual({ socket: 2, user: 'leo', halfOpen: true });
    expect(problems).toEqual([]);
  });

  test('adds a fault, which strikes, and removes one', async () => {
    const page = await open();
    const faults = page.getByRole('region', { name: /Faults/ });
    await faults.getByLabel('Route').fill('addActivity');
    await faults.getByLabel('Code').selectOption('rate_limited');
    await faults.getByLabel('How often').fill('2');
    await faults.getByRole('button', { name: 'Add the fault' }).click();
    await faults.getByText('2× left').waitFor();
    expect((await post('user:maya', 'Hello')).status).toBe(429);
    await row(page, /429 rate_limited/).waitFor();
    await faults.getByText('1× left').waitFor();
    await faults.getByRole('button', { name: /^Remove the fault/ }).click();
    await faults.getByText('Everything works as it should.').waitFor();
    expect(server.faults.list()).toEqual([]);

    await faults.getByLabel('Route').fill('bake');
    await faults.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByText(/There is no route bake/).waitFor();
  });

  test('moves the clock, seeds and resets', async () => {
    const page = await open();
    const before = server.clock.now();
    await page.getByRole('button', { name: '+1 h' }).click();
    await vi.waitFor(() => expect(server.clock.now() - before).toBeGreaterThanOrEqual(3_600_000), {
      timeout: 20_000,
    });
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByText('frozen', { exact: true }).waitFor();
    expect(server.clock.frozen).toBe(true);

    await page.getByRole('button', { name: 'Seed' }).click();
    await page.getByText('The data of quickstart is there.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Really forget everything?' }).click();
    await page.getByText('All is as it was at the start.').waitFor();
    expect(server.clock.frozen).toBe(false);
    expect(problems).toEqual([]);
  });

  test('says that the server is away, and finds the next one', async () => {
    const page = await open();
    await post('user:maya', 'Hello');
    await row(page, /POST/).waitFor();
    const port = Number(new URL(server.url).port);
    await server.close();
    await page.getByText('Server away, trying again …').waitFor();
    server = await createMockServer({ port });
    await page.locator('#link', { hasText: 'Live' }).waitFor();
    await page.getByText('Nothing has happened yet.').waitFor();
    await post('user:leo', 'Hello');
    await row(page, /POST .*user:leo/).waitFor();
    expect(problems.filter((problem) => !AWAY.test(problem))).toEqual([]);
  });

  test('stays quick with thousands of entries, of which it shows the newest', async () => {
    const page = await open();
    for (let at = 0; at < 1_000; at += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => fetch(`${server.url}/v1/health?n=${at + n}`)));
    }
    await page.locator('#count-request', { hasText: '1000' }).waitFor();
    await row(page, 'n=9').first().waitFor();
    expect(await page.locator('.row').count()).toBeLessThanOrEqual(400);
    await page.getByLabel('Filter by text').fill('n=7');
    await row(page, 'n=777').waitFor();
    expect(problems).toEqual([]);
  });

  test('the keyboard alone is enough', async () => {
    const page = await open();
    for (const name of ['one', 'two', 'three']) await fetch(`${server.url}/v1/health?${name}`);
    await row(page, 'three').waitFor();
    await page.locator('[role="option"][tabindex="0"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('definition').getByText('/v1/health?two').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('definition').getByText('/v1/health?one').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('?one');
    for (const role of ['button', 'link', 'textbox', 'combobox'] as const) {
      const all = await page.getByRole(role).count();
      expect(await page.getByRole(role, { name: /\S/ }).count()).toBe(all);
    }
    expect(problems).toEqual([]);
  });

  test.each([360, 768])('%i pixels show one part at a time, and nothing is cut off', async (width) => {
    const page = await open({ viewport: { width, height: 740 }, colorScheme: 'dark' });
    await fetch(`${server.url}/v1/health`);
    await row(page, '/v1/health').click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('tab', { name: 'Log' }).press('ArrowRight');
    await page.getByRole('button', { name: 'Add the fault' }).waitFor();
    expect(await row(page, '/v1/health').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(problems).toEqual([]);
  });

  test('a page of another origin drives nothing', async () => {
    const other = await createMockServer();
    const page = await open();
    await page.goto(`${other.url}/docs`);
    const tried = await page.evaluate(async (url) => {
      const call = (init: RequestInit) =>
        fetch(`${url}/__mock/reset`, { method: 'POST', ...init }).then(
          ({ type }) => type,
          () => 'refused',
        );
      const json = { headers: { 'content-type': 'application/json' }, body: '{}' };
      return [await call({}), await call(json), await call({ mode: 'no-cors', body: '{}' })];
    }, server.url);
    await other.close();
    // What is opaque was answered 403, which the page cannot see.
    expect(tried).toEqual(['refused', 'refused', 'opaque']);
    expect(server.events.all()).toEqual([]);
  });

  test('is not there in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const real = await createMockServer();
    vi.unstubAllEnvs();
    const response = await fetch(`${real.url}/__mock`);
    expect(await response.json()).toMatchObject({ status: 403, code: 'dev_mode_only' });
    await real.close();
  });
});
