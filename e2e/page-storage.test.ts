import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {} from './fixtures/page-storage/main.js';
import { launchChromium } from './support/chromium.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIXTURE = join(ROOT, 'e2e/fixtures/page-storage');

let folder: string;
let site: PreviewServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pulse-page-storage-'));
  const alias = [
    { find: /^@pulse-io\/([a-z-]+)$/, replacement: `${ROOT}packages/$1/src/index.ts` },
    { find: /^@pulse-io\/([a-z-]+)\/([a-z-]+)$/, replacement: `${ROOT}packages/$1/src/$2.ts` },
  ];
  await build({
    root: FIXTURE,
    logLevel: 'error',
    resolve: { alias },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
  const port = { port: 0, host: '127.0.0.1' };
  site = await preview({ root: FIXTURE, logLevel: 'warn', build: { outDir: folder }, preview: port });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  complaints = [];
  context = await browser.newContext();
  page = await openTab();
});
afterEach(() => context.close());

async function openTab(): Promise<Page> {
  const tab = await context.newPage();
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  await tab.goto(site.resolvedUrls?.local[0] ?? '');
  return tab;
}

const start = (tab: Page, name?: string, fresh?: boolean) =>
  tab.evaluate(([of, anew]) => window.pageStorage.start(of, anew), [name, fresh] as const);
const post = (tab: Page, text: string) => tab.evaluate((of) => window.pageStorage.post(of), text);
const list = (tab: Page) => tab.evaluate(() => window.pageStorage.list());
const warnings = (tab: Page) => tab.evaluate(() => window.pageStorage.warnings);
const isKept = (tab: Page, text: string) => tab.evaluate((of) => window.pageStorage.isKept('dev', of), text);
const stop = (tab: Page) => tab.evaluate(() => window.pageStorage.stop());
/** Changes what is kept behind the storage's back: noise in the middle of it, or a text in its place. */
const damage = (tab: Page, by: string) =>
  tab.evaluate(
    (way) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('pulse-storage:dev', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('image');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('image', 'readwrite');
          const store = transaction.objectStore('image');
          if (way === 'noise') {
            const reading = store.get(1);
            reading.onsuccess = () => store.put((reading.result as Uint8Array).fill(0xaa), 1);
          } else store.put(way, 0);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    by,
  );

describe('a backend in a page', () => {
  test('answers from memory, quietly, and forgets with the page', async () => {
    await start(page);
    await post(page, 'hello');
    expect(await list(page)).toEqual(['hello']);
    expect(await page.evaluate(() => window.pageStorage.search('wasm'))).toEqual(['About wasm']);
    await page.reload();
    await start(page);
    expect(await list(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('loads SQLite when it is asked to, and not before', async () => {
    const fetched: string[] = [];
    const tab = await context.newPage();
    tab.on('request', (request) => fetched.push(request.url()));
    await tab.goto(site.resolvedUrls?.local[0] ?? '');
    await tab.waitForFunction(() => 'pageStorage' in window);
    expect(fetched.filter((url) => url.endsWith('.wasm'))).toEqual([]);
    await start(tab);
    await stop(tab);
    await start(tab);
    expect(fetched.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  });

  test('finds its data again after a reload', async () => {
    await start(page, 'dev');
    expect(await warnings(page)).toEqual([]);
    for (const text of ['one', 'two', 'three']) {
      await post(page, `post ${text}`);
      await expect.poll(() => isKept(page, `post ${text}`), { timeout: 10_000 }).toBe(true);
      await page.reload();
      await start(page, 'dev');
    }
    expect(await list(page)).toEqual(['post three', 'post two', 'post one']);
    expect(await warnings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each(['beforeunload', 'pagehide', 'visibilitychange'])('saves at once on %s', async (event) => {
    await start(page, 'dev');
    expect(await page.evaluate((name) => window.pageStorage.writesOn(name), event)).toBe(true);
  });

  test('can be stopped and started again, with its data and without', async () => {
    await start(page, 'dev');
    await post(page, 'kept');
    await stop(page);
    await start(page, 'dev');
    expect(await list(page)).toEqual(['kept']);
    await stop(page);
    await start(page, 'dev', true);
    expect(await list(page)).toEqual([]);
    await page.reload();
    await start(page, 'dev');
    expect(await list(page)).toEqual([]);
    await start(page, 'another');
    expect(await warnings(page)).toEqual([]);
  });

  test('keeps data from a worker too', async () => {
    expect(await page.evaluate(() => window.pageStorage.askWorker('dev'))).toBe('kept');
    await start(page, 'dev');
    expect(await warnings(page)).toEqual([]);
  });

  test('in a second tab begins with what is kept, saves nothing and says so', async () => {
    await start(page, 'dev');
    await post(page, 'first tab');
    await stop(page);
    await start(page, 'dev');
    const second = await openTab();
    await start(second, 'dev');
    expect(await warnings(second)).toEqual([expect.stringContaining('"dev" is open in another page')]);
    expect(await list(second)).toEqual(['first tab']);
    await post(second, 'second tab');
    await second.close();
    await page.close();
    const third = await openTab();
    await start(third, 'dev');
    expect(await list(third)).toEqual(['first tab']);
    expect(await warnings(third)).toEqual([]);
  });

  test.each([['noise'], ['no database at all']])('refuses data that is damaged: %s', async (way) => {
    await start(page, 'dev');
    await post(page, 'lost');
    await stop(page);
    await damage(page, way);
    const opening = start(page, 'dev');
    await expect(opening).rejects.toThrow('The data kept as "dev" cannot be opened');
    await expect(opening).rejects.toThrow('indexedDB.deleteDatabase("pulse-storage:dev")');
    await start(page, 'dev', true);
    await post(page, 'new');
    await stop(page);
    await page.reload();
    await start(page, 'dev');
    expect(await list(page)).toEqual(['new']);
  });

  test('goes on in memory when there is no room to save, says so once, and saves when there is', async () => {
    const devtools = await context.newCDPSession(page);
    const origin = new URL(page.url()).origin;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
    await start(page, 'dev');
    await post(page, 'a');
    await page.waitForFunction(() => window.pageStorage.warnings.length > 0);
    await post(page, 'b');
    expect(await list(page)).toEqual(['b', 'a']);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await post(page, 'c');
    await stop(page);
    expect(await warnings(page)).toEqual(['"dev" could not be saved and is in memory alone']);
    await start(page, 'dev');
    expect(await list(page)).toEqual(['c', 'b', 'a']);
  });
});
