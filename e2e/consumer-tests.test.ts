import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './support/chromium.js';
import { type Installed, installPacked } from './support/install-packed.js';

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { jsdom, msw, typescript, vite, vitest } = devDependencies as Record<string, string>;

describe('an app that pnpm installs the packed packages for, to be tested with them', () => {
  let app: Installed;
  beforeAll(async () => {
    app = await installPacked({
      fixture: 'tests',
      dependencies: ['@pulse-io/client', '@pulse-io/mock-server'],
      devDependencies: { jsdom, msw, typescript, vite, vitest } as Record<string, string>,
    });
  }, 60_000);
  afterAll(() => app?.remove());

  const bin = (name: string, ...args: string[]) => app.run('npx', '--no-install', name, ...args);

  test('its tests have the backend behind MSW in jsdom, on a port, and as fixtures of vitest', async () => {
    expect(await bin('vitest', 'run', '--reporter=tap-flat')).toMatch(/^1\.\.3$/m);
  });

  describe('its page with the backend inside', () => {
    let site: PreviewServer;
    let browser: Browser;
    beforeAll(async () => {
      await bin('msw', 'init', 'page/public', '--no-save');
      await bin('vite', 'build');
      site = await preview({
        configFile: `${app.folder}/vite.config.ts`,
        root: `${app.folder}/page`,
        preview: { port: 0, host: '127.0.0.1' },
      });
      browser = await launchChromium();
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    test('shows a feed and a chat live, from below a path', async () => {
      const page = await browser.newPage();
      const { port } = site.httpServer.address() as { port: number };
      await page.goto(`http://127.0.0.1:${port}/under/a/path/`);
      await page.waitForSelector('#feed li:text("A post of Maya")');
      await page.waitForSelector('#chat li:text("A message of Maya")');
    });
  });
});
