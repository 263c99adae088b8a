import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PulseClient } from '@pulse-io/client';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** How a browser tells of a server that is away. */
const AWAY = /ERR_CONNECTION_REFUSED|WebSocket connection to/;

let folder: string;
let port: number;
let server: MockServer;
let site: PreviewServer;
let browser: Browser;
let problems: string[];

/** With the same port and data each time, so that the built page finds it, and finds what it knew. */
async function startServer(): Promise<void> {
  server = await createMockServer({ port, data: join(folder, 'data'), scenario: 'quickstart' });
}

async function open(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`http://127.0.0.1:${(site.httpServer.address() as { port: number }).port}/`);
  return page;
}

/** Both people, their clients connected and their timelines read. */
async function openPanes(page?: Page) {
  const shown = page ?? (await open());
  const maya = shown.getByRole('region', { name: 'Maya' });
  const leo = shown.getByRole('region', { name: 'Leo' });
  for (const pane of [maya, leo]) {
    await pane.getByText('Welcome!').waitFor();
    await pane.getByRole('button', { name: /status: Online/ }).waitFor();
  }
  return { page: shown, maya, leo };
}

async function post(pane: Locator, text: string): Promise<void> {
  await pane.getByRole('textbox').fill(text);
  await pane.getByRole('textbox').press('Enter');
  await pane.getByRole('button', { name: `Delete “${text}”` }).waitFor({ state: 'attached' });
}

async function follow(pane: Locator, name: string): Promise<void> {
  await pane.getByRole('button', { name: `Follow ${name}` }).click();
  await pane.getByRole('button', { name: `Following ${name}` }).waitFor();
}

async function choose(page: Page, pane: Locator, status: string): Promise<void> {
  await pane.getByRole('button', { name: /status:/ }).click();
  await page.getByRole('menuitemradio', { name: status }).click();
}

const texts = (pane: Locator): Promise<string[]> => pane.locator('.post-text').allInnerTexts();

beforeAll(async () => {
  const probe = await createMockServer();
  port = Number(new URL(probe.url).port);
  await probe.close();
  folder = await mkdtemp(join(tmpdir(), 'pulse-quickstart-'));
  const outDir = join(folder, 'site');
  const root = join(ROOT, 'examples/quickstart');
  await build({
    root,
    logLevel: 'warn',
    define: { 'import.meta.env.VITE_PULSE_URL': JSON.stringify(`http://127.0.0.1:${port}`) },
    resolve: { alias: [{ find: /^@pulse-io\/([a-z-]+)$/, replacement: `${ROOT}packages/$1/src/index.ts` }] },
    build: { outDir, emptyOutDir: true },
  });
  site = await preview({ root, logLevel: 'warn', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  problems = [];
  await rm(join(folder, 'data'), { recursive: true, force: true });
  await startServer();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.close();
});

describe('two people on one page', () => {
  test('a post shows once, at once for whoever follows, and to nobody else', async () => {
    const { maya, leo } = await openPanes();
    await post(maya, 'Before anybody follows');
    await post(leo, 'Leo speaks to himself');
    expect(await texts(leo)).not.toContain('Before anybody follows');

    await follow(leo, 'Maya');
    await leo.getByText('Before anybody follows').waitFor();
    await post(maya, 'Now Leo reads this');
    await leo.getByText('Now Leo reads this').waitFor();

    expect((await texts(maya)).slice(0, 2)).toEqual(['Now Leo reads this', 'Before anybody follows']);
    expect((await texts(leo)).slice(0, 3)).toEqual([
      'Now Leo reads this',
      'Leo speaks to himself',
      'Before anybody follows',
    ]);
    expect(problems).toEqual([]);
  });

  test('ending the follow takes the posts away again', async () => {
    const { maya, leo } = await openPanes();
    await follow(leo, 'Maya');
    await post(maya, 'Read for a while');
    await leo.getByText('Read for a while').waitFor();
    await leo.getByRole('button', { name: 'Following Maya' }).click();
    await leo.getByText('Read for a while').waitFor({ state: 'detached' });
    await leo.getByRole('button', { name: 'Follow Maya' }).waitFor();
    expect(problems).toEqual([]);
  });

  test('a deleted post is gone for both', async () => {
    const { maya, leo } = await openPanes();
    await follow(leo, 'Maya');
    await post(maya, 'Soon gone');
    await leo.getByText('Soon gone').waitFor();
    expect(await leo.getByRole('button', { name: /Delete/ }).count()).toBe(0);
    await maya.getByRole('button', { name: 'Delete “Soon gone”' }).click();
    await maya.getByText('Soon gone').waitFor({ state: 'detached' });
    await leo.getByText('Soon gone').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('older posts come page by page', async () => {
    const { url, apiKey, apiSecret } = server;
    const backend = new PulseClient({ apiKey, apiSecret, baseUrl: url });
    const written = Array.from({ length: 60 }, (_, index) => `Post ${index}`);
    for (const text of written) {
      const note = { actor: 'user:maya', verb: 'post', object: 'note', text };
      await backend.feeds.get('user:maya').addActivity(note);
    }
    backend.close();
    const maya = (await open()).getByRole('region', { name: 'Maya' });
    await maya.getByText('Post 59').waitFor();
    expect(await texts(maya)).toEqual(written.slice(-25).reverse());
    await maya.getByRole('button', { name: 'Show older posts' }).click();
    await maya.getByText('Post 10', { exact: true }).waitFor();
    expect(await texts(maya)).toEqual(written.slice(-50).reverse());
    await maya.getByRole('button', { name: 'Show older posts' }).click();
    await maya.getByText('Welcome!').waitFor();
    expect((await texts(maya)).slice(0, 60)).toEqual(written.toReversed());
    await maya.getByRole('button', { name: 'Show older posts' }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('typing is seen across, and goes when the text does', async () => {
    const { maya, leo } = await openPanes();
    await maya.getByRole('textbox').pressSequentially('Hm');
    await leo.locator('.typing', { hasText: 'Maya is typing' }).waitFor();
    await maya.getByRole('textbox').fill('');
    await leo.locator('.typing', { hasText: 'Maya is typing' }).waitFor({ state: 'detached' });
    expect(await maya.locator('.timeline .typing').textContent()).toBe('');
    expect(problems).toEqual([]);
  });

  test('a status is seen across', async () => {
    const { page, maya, leo } = await openPanes();
    for (const [name, status] of Object.entries({ Away: 'away', Busy: 'busy', Offline: 'offline', Online: 'online' })) {
      await choose(page, leo, name);
      await leo.getByRole('button', { name: `Leo’s status: ${name}` }).waitFor();
      await maya.locator('.neighbour', { hasText: name }).waitFor();
      await maya.locator(`.neighbour .presence-dot[data-status="${status}"]`).waitFor();
    }
    expect(problems).toEqual([]);
  });
});

describe('the chat beside the feed', () => {
  const openChat = (pane: Locator) => pane.getByRole('tab', { name: /Chat/ }).click();
  const say = async (pane: Locator, text: string) => {
    await pane.getByRole('textbox').fill(text);
    await pane.getByRole('textbox').press('Enter');
  };
  const message = (pane: Locator, text: string) => pane.locator('.message', { hasText: text });

  test('what one says the other reads, and both see that it was read', async () => {
    const { maya, leo } = await openPanes();
    await leo.locator('.badge', { hasText: '2' }).waitFor();
    await openChat(maya);
    await say(maya, 'Are you there?');
    await leo.locator('.badge', { hasText: '3' }).waitFor();
    await openChat(leo);
    await message(leo, 'Are you there?').waitFor();
    await leo.locator('.badge').waitFor({ state: 'detached' });
    await message(maya, 'Are you there?').getByText('Seen').waitFor();

    await leo.getByRole('textbox').pressSequentially('Ye');
    await maya.locator('.chat-typing', { hasText: 'Leo is typing' }).waitFor();
    await say(leo, 'Yes');
    await message(maya, 'Yes').waitFor();
    await maya.locator('.chat-typing', { hasText: 'Leo is typing' }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('reactions count for both, and a deleted message leaves its place', async () => {
    const { maya, leo } = await openPanes();
    for (const pane of [maya, leo]) await openChat(pane);
    await say(maya, 'Shall we?');
    await message(leo, 'Shall we?').hover();
    await leo.getByRole('button', { name: 'React with 👍 to “Shall we?”' }).click();
    await maya.getByRole('button', { name: '👍 1 on “Shall we?”' }).click();
    await leo.getByRole('button', { name: '👍 2 on “Shall we?”' }).click();
    await maya.getByRole('button', { name: '👍 1 on “Shall we?”', pressed: true }).waitFor();

    expect(await leo.getByRole('button', { name: 'Delete “Shall we?”' }).count()).toBe(0);
    await message(maya, 'Shall we?').hover();
    await maya.getByRole('button', { name: 'Delete “Shall we?”' }).click();
    for (const pane of [maya, leo]) await message(pane, 'This message was deleted.').waitFor();
    expect(problems).toEqual([]);
  });

  test('what was said while the server was away goes out once and in order', async () => {
    const { maya, leo } = await openPanes();
    for (const pane of [maya, leo]) await openChat(pane);
    await message(maya, 'Take the server away').waitFor();
    await server.close();
    for (const pane of [maya, leo]) await pane.getByText('Connection lost', { exact: true }).waitFor();
    for (const text of ['First', 'Second', 'Third']) await say(maya, text);
    await message(maya, 'Third').locator('.unsent').waitFor();
    await startServer();
    for (const pane of [maya, leo]) await pane.getByRole('button', { name: 'Try now' }).click({ force: true });
    await message(leo, 'Third').waitFor();
    await maya.locator('.unsent').first().waitFor({ state: 'detached' });
    for (const pane of [maya, leo]) {
      expect((await pane.locator('.bubble').allInnerTexts()).slice(-3)).toEqual(['First', 'Second', 'Third']);
    }
    expect(problems.filter((problem) => !AWAY.test(problem))).toEqual([]);
  });
});

test('a server that stops and starts again loses nothing and doubles nothing', async () => {
  const { maya, leo } = await openPanes();
  await follow(leo, 'Maya');
  await post(maya, 'Before the end');
  await leo.getByText('Before the end').waitFor();
  expect(problems).toEqual([]);

  await server.close();
  for (const pane of [maya, leo]) await pane.getByRole('button', { name: 'Try now' }).waitFor();
  await maya.getByRole('textbox').fill('Written in the dark');
  await maya.getByRole('textbox').press('Enter');
  await maya.getByText('Not confirmed yet.').waitFor();

  await startServer();
  for (const pane of [maya, leo]) await pane.getByRole('button', { name: 'Try now' }).waitFor({ state: 'hidden' });
  await leo.getByText('Written in the dark').waitFor();
  await post(maya, 'After the start');
  await leo.getByText('After the start').waitFor();

  for (const pane of [maya, leo]) {
    expect((await texts(pane)).slice(0, 3)).toEqual(['After the start', 'Written in the dark', 'Before the end']);
    expect(new Set(await texts(pane)).size).toBe((await texts(pane)).length);
  }
  expect(problems.filter((problem) => !AWAY.test(problem))).toEqual([]);
});

describe('for everybody', () => {
  test('the keyboard alone is enough', async () => {
    const { page, maya, leo } = await openPanes();
    const button = maya.getByRole('button', { name: /status:/ });
    await button.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await leo.locator('.neighbour .presence-dot[data-status="away"]').waitFor();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);

    await maya.getByRole('textbox').fill('One line');
    await maya.getByRole('textbox').press('Shift+Enter');
    await maya.getByRole('textbox').pressSequentially('and another');
    await maya.getByRole('textbox').press('Control+Enter');
    await maya.getByText('One line\nand another').waitFor();
    await maya.getByRole('button', { name: /Delete “One line/ }).press('Enter');
    await maya.getByText('One line').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('every control has a name, and headings go down one by one', async () => {
    const { page } = await openPanes();
    for (const role of ['button', 'link', 'textbox'] as const) {
      const all = await page.getByRole(role).count();
      expect(all).toBeGreaterThan(0);
      expect(await page.getByRole(role, { name: /\S/ }).count()).toBe(all);
    }
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(problems).toEqual([]);
  });

  test.each([320, 390])('%i pixels show one person at a time, and nothing is cut off', async (width) => {
    const page = await open({ viewport: { width, height: 740 } });
    await page.getByRole('tabpanel', { name: 'Maya' }).getByText('Welcome!').waitFor();
    expect(await page.getByRole('tabpanel', { name: /^(Maya|Leo)$/ }).count()).toBe(1);
    await page.getByRole('tab', { name: 'Maya' }).press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Leo' }).getByText('Welcome!').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(problems).toEqual([]);
  });

  test('the theme follows the system until one is chosen, and stays chosen', async () => {
    const page = await open({ colorScheme: 'dark' });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await page.getByRole('button', { name: 'Use the light theme' }).click();
    expect(await background()).toBe('light');
    await page.reload();
    await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
    expect(await background()).toBe('light');
    expect(problems).toEqual([]);
  });
});
